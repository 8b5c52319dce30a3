package io.graphbus.coherence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.coherence.evidence.Interaction;
import io.graphbus.coherence.evidence.InteractionLog;
import io.graphbus.problem.GraphBusException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InteractionLogTest {

    @TempDir private Path directory;

    @Test
    void whatIsWrittenIsRead() throws IOException {
        List<Interaction> traffic = RandomTraffic.of(3, 100, 60);
        Path file =
                Files.writeString(
                        directory.resolve("log.jsonl"),
                        traffic.stream()
                                .map(InteractionLog::line)
                                .collect(Collectors.joining("\n", "\n", "\n\n")));

        assertThat(InteractionLog.read(file)).isEqualTo(traffic);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "7",
                "null",
                "{}",
                "{\"at\":\"+1000000000-12-31T23:59:59.999999999Z\",\"source\":\"A\",\"target\":\"B\",\"topic\":\"/a/b\",\"outcome\":\"PASSED\"}",
                "{\"at\":\"1969-12-31T23:59:59Z\",\"source\":\"A\",\"target\":\"B\",\"topic\":\"/a/b\",\"outcome\":\"PASSED\"}",
                "{\"at\":\"yesterday\",\"source\":\"A\",\"target\":\"B\",\"topic\":\"/a/b\",\"outcome\":\"PASSED\"}",
                "{\"at\":\"2026-01-01T00:00:00Z\",\"source\":\"A\",\"target\":\"B\",\"topic\":\"/a/b\",\"outcome\":\"LOST\"}",
                "{\"at\":\"2026-01-01T00:00:00Z\",\"source\":\"A\",\"target\":\"B\",\"topic\":\"/a/b\"}"
            })
    void aLineThatIsNoInteractionIsNamed(String line) throws IOException {
        Path file =
                Files.writeString(
                        directory.resolve("log.jsonl"),
                        InteractionLog.line(RandomTraffic.of(1, 1, 1).getFirst())
                                + "\n"
                                + line
                                + "\n");

        assertThatThrownBy(() -> InteractionLog.read(file))
                .isInstanceOf(GraphBusException.class)
                .hasMessageContaining("log.jsonl:2");
    }

    @Test
    void aFileThatCannotBeReadIsAProblem() {
        assertThatThrownBy(() -> InteractionLog.read(directory.resolve("none")))
                .isInstanceOf(GraphBusException.class)
                .hasMessageContaining("INPUT_UNREADABLE");
    }
}
