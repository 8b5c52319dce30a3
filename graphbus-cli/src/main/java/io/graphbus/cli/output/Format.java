package io.graphbus.cli.output;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How a result is written. */
public enum Format {
    /** For people. */
    TABLE,
    /** Another word for {@link #TABLE}. */
    TEXT,
    JSON,
    YAML,
    /** For comments on changes; differences only. */
    MARKDOWN,
    /** SARIF 2.1.0, which code scanners exchange; problems only. */
    SARIF,
    /** Workflow commands that GitHub shows beside the code; problems only. */
    GITHUB;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Format read(String text, List<Format> allowed) {
        return allowed.stream()
                .filter(f -> f.toString().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(
                        () ->
                                new TypeConversionException(
                                        "expected one of " + allowed + " but was '" + text + "'"));
    }

    private static Iterator<String> names(List<Format> formats) {
        return formats.stream().filter(f -> f != TEXT).map(Format::toString).iterator();
    }

    /** The option of commands that show a result. */
    public static final class Choice {

        @Option(
                names = "--format",
                paramLabel = "FORMAT",
                defaultValue = "table",
                completionCandidates = ForResults.class,
                converter = ForResults.class,
                description = "One of ${COMPLETION-CANDIDATES}; without it ${DEFAULT-VALUE}.")
        private Format format = TABLE;

        public Format format() {
            return format;
        }
    }

    /** The forms that every result has. */
    public static final class ForResults implements ITypeConverter<Format>, Iterable<String> {

        private static final List<Format> ALLOWED = List.of(TABLE, TEXT, JSON, YAML);

        @Override
        public Format convert(String text) {
            return read(text, ALLOWED);
        }

        @Override
        public Iterator<String> iterator() {
            return names(ALLOWED);
        }
    }

    /** The forms that differences have. */
    public static final class ForDifferences implements ITypeConverter<Format>, Iterable<String> {

        private static final List<Format> ALLOWED = List.of(TABLE, TEXT, JSON, YAML, MARKDOWN);

        @Override
        public Format convert(String text) {
            return read(text, ALLOWED);
        }

        @Override
        public Iterator<String> iterator() {
            return names(ALLOWED);
        }
    }

    /** The forms that findings have. */
    public static final class ForFindings implements ITypeConverter<Format>, Iterable<String> {

        private static final List<Format> ALLOWED = List.of(TABLE, TEXT, JSON, YAML, SARIF, GITHUB);

        @Override
        public Format convert(String text) {
            return read(text, ALLOWED);
        }

        @Override
        public Iterator<String> iterator() {
            return names(ALLOWED);
        }
    }
}
