package io.graphbus.cli.coherence;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How a report is written. */
enum ReportFormat {
    TEXT,
    JSON,
    /** A page that needs nothing else. */
    HTML;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What may be given. */
    static final class Names implements ITypeConverter<ReportFormat>, Iterable<String> {

        private static final List<String> ALL =
                Arrays.stream(values()).map(ReportFormat::toString).toList();

        @Override
        public ReportFormat convert(String text) {
            return Arrays.stream(values())
                    .filter(format -> format.toString().equalsIgnoreCase(text))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new TypeConversionException(
                                            "expected one of " + ALL + " but was '" + text + "'"));
        }

        @Override
        public Iterator<String> iterator() {
            return ALL.iterator();
        }
    }
}
