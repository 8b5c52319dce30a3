package io.graphbus.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileContractStoreTest extends AnyContractStore {

    private static final Version ONE = Version.of("1.0.0");

    @TempDir private Path directory;

    @Override
    protected ContractStore store() {
        return new FileContractStore(directory.resolve("contracts"));
    }

    private Path file(String agent, String version) {
        return directory.resolve("contracts").resolve(agent).resolve(version + ".json");
    }

    private void change(String before, String after) throws IOException {
        Path file = file("Orders", "1.0.0");
        Files.writeString(file, Files.readString(file).replace(before, after));
    }

    private Problem problem() {
        return catchThrowableOfType(GraphBusException.class, () -> store().find("Orders", ONE))
                .problem();
    }

    @Test
    void aContractIsAReadableFileNamedAfterAgentAndVersion() throws IOException {
        store().save(contract("Orders", "1.0.0"));

        assertThat(Files.readString(file("Orders", "1.0.0")))
                .startsWith("{\n  \"formatVersion\" : 1,\n  \"agent\" : \"Orders\",\n")
                .contains("\"document\" : {\n    \"note\" : \"Orders1.0.0\"\n  }");
        try (Stream<Path> files = Files.list(file("Orders", "1.0.0").getParent())) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aFileChangedByHandIsAProblemThatNamesIt() throws IOException {
        store().save(contract("Orders", "1.0.0"));
        change("Orders1.0.0", "mine");

        assertThat(problem().code()).isEqualTo(ProblemCode.CONTRACT_DAMAGED);
        assertThat(problem().where()).endsWith("1.0.0.json");
        assertThat(problem().message()).contains("does not have the hash");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "null", "{\"formatVersion\":2}", "{\"formatVersion\":1}"})
    void aFileThatHoldsNoContractIsDamaged(String text) throws IOException {
        store().save(contract("Orders", "1.0.0"));
        Files.writeString(file("Orders", "1.0.0"), text);

        assertThat(problem().code()).isEqualTo(ProblemCode.CONTRACT_DAMAGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"stable\"", "\"1.0.0\"", "\"2026-11-22T12:00:00.123456Z\""})
    void aFileWithSenselessMembersIsDamaged(String member) throws IOException {
        store().save(contract("Orders", "1.0.0"));
        change(member, "\"what?\"");

        assertThat(problem().code()).isEqualTo(ProblemCode.CONTRACT_DAMAGED);
    }

    @Test
    void aFileThatIsNotUtf8IsDamaged() throws IOException {
        store().save(contract("Orders", "1.0.0"));
        Files.write(file("Orders", "1.0.0"), new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThat(problem().code()).isEqualTo(ProblemCode.CONTRACT_DAMAGED);
    }

    @Test
    void aFileInAnotherContractsPlaceIsAProblem() throws IOException {
        store().save(contract("Orders", "1.0.0"));
        Files.copy(file("Orders", "1.0.0"), file("Orders", "1.1.0"));

        GraphBusException e =
                catchThrowableOfType(GraphBusException.class, () -> store().versions("Orders"));
        assertThat(e.problem().message()).contains("Orders@1.0.0, whose place is elsewhere");
    }

    @Test
    void aListNamesAllDamagedFiles() throws IOException {
        for (String agent : List.of("A", "B", "C")) {
            store().save(contract(agent, "1.0.0"));
        }
        Files.writeString(file("A", "1.0.0"), "");
        Files.writeString(file("C", "1.0.0"), "");

        GraphBusException e = catchThrowableOfType(GraphBusException.class, () -> store().list());
        assertThat(e.problems()).hasSize(2);
    }

    @Test
    void nothingIsReadOutsideTheDirectory() {
        assertThat(store().find("..", ONE)).isEmpty();
        assertThat(store().versions("../..")).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store().save(contract("../x", "1.0.0")));
    }

    @Test
    void aContractThatCannotBeSavedIsAProblem() throws IOException {
        Files.writeString(directory.resolve("contracts"), "a file");

        GraphBusException e =
                catchThrowableOfType(
                        GraphBusException.class, () -> store().save(contract("A", "1.0.0")));
        assertThat(e.problem().code()).isEqualTo(ProblemCode.OUTPUT_NOT_WRITABLE);
    }
}
