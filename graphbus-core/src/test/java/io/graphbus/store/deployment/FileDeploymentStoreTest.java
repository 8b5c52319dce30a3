package io.graphbus.store.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileDeploymentStoreTest extends AnyDeploymentStore {

    @TempDir private Path directory;

    @Override
    protected DeploymentStore store() {
        return new FileDeploymentStore(directory.resolve("deployments"));
    }

    private Path file(String environment) {
        return directory.resolve("deployments").resolve(environment + ".json");
    }

    @Test
    void anEnvironmentIsAReadableFile() throws IOException {
        store().replace(live("prod", "Orders", "1.0.0"));

        assertThat(Files.readString(file("prod")))
                .startsWith("{\n  \"formatVersion\" : 1,\n  \"environment\" : \"prod\",\n")
                .contains("\"agent\" : \"Orders\",\n      \"version\" : \"1.0.0\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"formatVersion\":2,\"environment\":\"prod\",\"live\":[]}",
                "{\"formatVersion\":1,\"environment\":\"test\",\"live\":[]}",
                "{\"formatVersion\":1,\"environment\":\"prod\"}",
                "{\"formatVersion\":1,\"environment\":\"prod\",\"live\":[{}]}",
                "{\"formatVersion\":1,\"environment\":\"prod\",\"live\":[{\"agent\":\"A\","
                        + "\"version\":\"1.0.0\",\"since\":\"noon\"}]}"
            })
    void aDamagedFileIsAProblemAndNeverAnEmptyEnvironment(String text) throws IOException {
        store().replace(live("prod", "Orders", "1.0.0"));
        store().replace(live("test", "Orders", "1.0.0"));
        Files.writeString(file("prod"), text);

        for (var read :
                java.util.List.<Runnable>of(
                        () -> store().in("prod"),
                        () -> store().list(),
                        () -> store().add(live("prod", "Billing", "1.0.0")))) {
            GraphBusException e = catchThrowableOfType(GraphBusException.class, read::run);
            assertThat(e.problem().code()).isEqualTo(ProblemCode.DEPLOYMENTS_DAMAGED);
            assertThat(e.problem().where()).endsWith("prod.json");
        }
        assertThat(Files.readString(file("prod"))).isEqualTo(text);
        assertThat(store().in("test")).hasSize(1);
    }

    @Test
    void whatIsNotTextIsDamaged() throws IOException {
        store().replace(live("prod", "Orders", "1.0.0"));
        Files.write(file("prod"), new byte[] {(byte) 0xff, (byte) 0xfe});

        GraphBusException e = catchThrowableOfType(GraphBusException.class, () -> store().list());
        assertThat(e.problem().code()).isEqualTo(ProblemCode.DEPLOYMENTS_DAMAGED);
    }

    @Test
    void whatCannotBeWrittenIsAProblem() throws IOException {
        Files.writeString(directory.resolve("deployments"), "a file");

        GraphBusException e =
                catchThrowableOfType(
                        GraphBusException.class,
                        () -> store().add(live("prod", "Orders", "1.0.0")));
        assertThat(e.problem().code()).isEqualTo(ProblemCode.OUTPUT_NOT_WRITABLE);
    }
}
