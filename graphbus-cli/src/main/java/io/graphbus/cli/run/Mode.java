package io.graphbus.cli.run;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What of a graph runs. */
enum Mode {
    ALL,
    CALLS_ONLY;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For help and completion. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names().iterator();
        }

        static List<String> names() {
            return Arrays.stream(values()).map(Mode::toString).toList();
        }
    }

    /** Reads what {@link #toString()} writes. */
    static final class Converter implements ITypeConverter<Mode> {
        @Override
        public Mode convert(String text) {
            return Arrays.stream(values())
                    .filter(m -> m.toString().equalsIgnoreCase(text))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new TypeConversionException(
                                            "expected one of "
                                                    + Names.names()
                                                    + " but was '"
                                                    + text
                                                    + "'"));
        }
    }
}
