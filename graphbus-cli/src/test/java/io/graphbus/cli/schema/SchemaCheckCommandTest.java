package io.graphbus.cli.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.cli.Cli;
import io.graphbus.cli.Cli.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaCheckCommandTest {

    private static final String ORDER =
            "{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"string\"},\"qty\":{\"type\":\"number\"}},"
                    + "\"required\":[\"id\"]}";

    @TempDir private Path directory;

    @Test
    void aReaderThatAsksForMoreIsRefutedByAValue() {
        Result result =
                check(ORDER, ORDER.replace("[\"id\"]", "[\"id\",\"qty\"]"), "--format", "json");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.json().path("verdict").asString()).isEqualTo("INCOMPATIBLE");
        assertThat(result.json().path("witness").propertyNames()).containsExactly("id");
        assertThat(result.json().at("/findings/0/code").asString()).isEqualTo("REQUIRED");
        assertThat(result.json().path("limitations").isArray()).isTrue();
    }

    @Test
    void theGuideShowsWhatIsPrinted() throws IOException {
        String guide = Files.readString(Path.of("../docs/guide/schemas.md"));

        Result result =
                check(
                        ORDER,
                        ORDER.replace("qty", "quantity")
                                .replace("[\"id\"]", "[\"id\",\"quantity\"]"));

        assertThat(guide).contains(result.out().strip().indent(4));
    }

    @Test
    void aReaderThatAsksForLessIsCompatible() {
        Result result = check(ORDER, ORDER.replace("\"required\":[\"id\"]", "\"title\":\"t\""));

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).isEqualTo("COMPATIBLE\n");
    }

    @Test
    void anAddedOptionalMemberIsNoFalseAlarmButAnOpenWriterIsTakenAtItsWord() {
        String more = ORDER.replace("\"qty\"", "\"note\":{\"type\":\"string\"},\"qty\"");

        assertThat(check(ORDER, more).code()).isZero();
        assertThat(check(ORDER, more).out())
                .contains("assumes producer emits only declared properties at /");
        Result literal = check(ORDER, more, "--mode", "literal");
        assertThat(literal.code()).isEqualTo(1);
        assertThat(literal.out()).contains("The writer may write", "note", "TYPE at /note");
    }

    @Test
    void whatCannotBeDecidedHasAnExitCodeOfItsOwn() {
        Result result =
                check(
                        "{\"type\":\"string\",\"pattern\":\"^(?!x)\"}",
                        "{\"type\":\"string\",\"pattern\":\"^[^x]|^$\"}",
                        "--format",
                        "yaml");

        assertThat(result.code()).isEqualTo(4);
        assertThat(result.out()).contains("verdict: INDETERMINATE").doesNotContain("witness");
    }

    @Test
    void aFileThatIsNoSchemaIsAProblemWithThePlace() {
        Result result = check("{\"properties\":{\"a\":{\"type\":\"strin\"}}}", "true");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("INVALID_SCHEMA", "writer.json", "/properties/a/type");
    }

    @Test
    void everyLineOfAFileIsAnsweredInOrder() throws IOException {
        Path batch =
                Files.writeString(
                        directory.resolve("pairs.jsonl"),
                        """
                        {"id":1,"writer":{"type":"integer"},"reader":{"type":"number"}}
                        {"id":"two","writer":{"type":"number"},"reader":{"type":"integer"}}
                        not json
                        {"id":4,"writer":{"type":"nope"},"reader":true}
                        {"id":5,"writer":true}
                        """);

        Result result = Cli.run("schema", "check", "--batch", batch);

        assertThat(result.code()).isZero();
        String[] lines = result.out().split("\n");
        assertThat(lines).hasSize(5);
        assertThat(lines[0])
                .isEqualTo(
                        "{\"id\":1,\"verdict\":\"COMPATIBLE\",\"findings\":[],\"limitations\":[]}");
        assertThat(lines[1])
                .startsWith("{\"id\":\"two\",\"verdict\":\"INCOMPATIBLE\",\"witness\":");
        assertThat(lines[2]).contains("\"id\":null", "INDETERMINATE", "[\"INVALID_LINE\"]");
        assertThat(lines[3]).contains("\"id\":4", "INDETERMINATE", "[\"INVALID_SCHEMA\"]");
        assertThat(lines[4]).contains("\"id\":5", "INDETERMINATE", "[\"INVALID_LINE\"]");
    }

    @Test
    void aPairAndAFileOfPairsExcludeEachOther() {
        assertThat(Cli.run("schema", "check").code()).isEqualTo(2);
        assertThat(Cli.run("schema", "check", "--writer", "a.json").code()).isEqualTo(2);
        assertThat(Cli.run("schema", "check", "--batch", "a", "--writer", "b").code()).isEqualTo(2);
        assertThat(Cli.run("schema", "check", "--batch", "missing.jsonl").code()).isEqualTo(2);
        Result mode = Cli.run("schema", "check", "--batch", "a", "--mode", "loose");
        assertThat(mode.code()).isEqualTo(2);
        assertThat(mode.err()).contains("'loose' is not one of roles, literal");
    }

    private Result check(String writer, String reader, Object... more) {
        try {
            Object[] arguments = new Object[6 + more.length];
            System.arraycopy(
                    new Object[] {
                        "schema",
                        "check",
                        "--writer",
                        Files.writeString(directory.resolve("writer.json"), writer),
                        "--reader",
                        Files.writeString(directory.resolve("reader.json"), reader)
                    },
                    0,
                    arguments,
                    0,
                    6);
            System.arraycopy(more, 0, arguments, 6, more.length);
            return Cli.run(arguments);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
