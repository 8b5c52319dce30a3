package io.graphbus.cli.schema;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Documents;
import io.graphbus.cli.output.Format;
import io.graphbus.compat.Check;
import io.graphbus.compat.Compatibility;
import io.graphbus.compat.Mode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.databind.JsonNode;

/** Checks one pair of schemas, or a file of them. */
@Command(
        name = "check",
        description = {
            "Tell whether a reader accepts whatever a writer writes.",
            "Exit code 0: it does. 1: it does not, and a value shows it. 4: undecided."
        },
        footer = {
            "",
            "Example:",
            "  graphbus schema check --writer old.json --reader new.json",
            "  graphbus schema check --batch pairs.jsonl > verdicts.jsonl"
        })
final class SchemaCheckCommand implements Callable<Integer> {

    private static final Path STANDARD_INPUT = Path.of("-");

    private final Console console;

    @ArgGroup(multiplicity = "1")
    private Input input = new Input();

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "roles",
            converter = Modes.class,
            description = {
                "roles: what is written has only the members that its schema declares; literal:"
                        + " exactly as the schemas stand. Without it ${DEFAULT-VALUE}."
            })
    private Mode mode = Mode.ROLES;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            completionCandidates = Format.ForResults.class,
            converter = Format.ForResults.class,
            description = {
                "One of ${COMPLETION-CANDIDATES}; without it ${DEFAULT-VALUE}. Answers to a file of"
                        + " pairs are always lines of JSON."
            })
    private Format format = Format.TABLE;

    SchemaCheckCommand(Console console) {
        this.console = console;
    }

    /** One pair or many. */
    static final class Input {

        @ArgGroup(exclusive = false, multiplicity = "1")
        private @Nullable Pair pair;

        @Option(
                names = "--batch",
                required = true,
                paramLabel = "FILE",
                description = {
                    "Lines of {\"id\", \"writer\", \"reader\"}, - for standard input. Each is answered by"
                            + " a line with its verdict; exit code 0 when all were."
                })
        private @Nullable Path batch;
    }

    /** Two files. */
    static final class Pair {

        @Option(
                names = "--writer",
                required = true,
                paramLabel = "FILE",
                description = "The JSON Schema of what is written.")
        private Path writer = STANDARD_INPUT;

        @Option(
                names = "--reader",
                required = true,
                paramLabel = "FILE",
                description = "The JSON Schema of what is accepted.")
        private Path reader = STANDARD_INPUT;
    }

    @Override
    public Integer call() {
        Pair pair = input.pair;
        if (pair != null) {
            return check(pair);
        }
        try (InputStream lines = open(input.batch == null ? STANDARD_INPUT : input.batch)) {
            new SchemaBatch(console, mode).answer(lines);
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InputStream open(Path batch) throws IOException {
        return batch.equals(STANDARD_INPUT) ? console.in() : Files.newInputStream(batch);
    }

    private int check(Pair pair) {
        JsonNode writer = read(pair.writer);
        JsonNode reader = read(pair.reader);
        Compatibility.requireSchema(pair.writer.toString(), writer);
        Compatibility.requireSchema(pair.reader.toString(), reader);
        Check check = Compatibility.check(writer, reader, mode);
        console.result(format, CheckDocument.of(check), c -> CheckDocument.text(check, c.style()));
        return switch (check.verdict()) {
            case COMPATIBLE -> 0;
            case INCOMPATIBLE -> 1;
            case INDETERMINATE -> 4;
        };
    }

    private static JsonNode read(Path file) {
        try {
            return Documents.parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In lower case, as everywhere on the command line. */
    static final class Modes implements ITypeConverter<Mode> {

        @Override
        public Mode convert(String value) {
            for (Mode mode : Mode.values()) {
                if (mode.name().toLowerCase(Locale.ROOT).equals(value)) {
                    return mode;
                }
            }
            throw new TypeConversionException("'" + value + "' is not one of roles, literal");
        }
    }
}
