package io.graphbus.cli.shell;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The shells whose language is spoken here, and where each looks for a script. */
enum Shell {
    BASH("graphbus.bash"),
    ZSH("_graphbus"),
    FISH("graphbus.fish");

    private final String file;

    Shell(String file) {
        this.file = file;
    }

    /** The usual name of a script for {@code graphbus}. */
    String file() {
        return file;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads what {@link Shell#toString()} writes. */
    static final class Name implements ITypeConverter<Shell> {

        @Override
        public Shell convert(String text) {
            return Arrays.stream(Shell.values())
                    .filter(s -> s.toString().equals(text))
                    .findFirst()
                    .orElseThrow(() -> unknown(text));
        }

        private static TypeConversionException unknown(String text) {
            return new TypeConversionException(
                    "expected one of " + List.of(Shell.values()) + " but was '" + text + "'");
        }
    }
}
