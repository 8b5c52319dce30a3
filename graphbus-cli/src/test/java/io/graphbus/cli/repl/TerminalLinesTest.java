package io.graphbus.cli.repl;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.cli.Cli;
import io.graphbus.cli.output.Style;
import io.graphbus.model.AgentGraph;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class TerminalLinesTest {

    @TempDir private Path directory;

    @Test
    void tabCompletesMethodsAndNamesOfArguments() throws Exception {
        AgentGraph graph = ArtifactDirectory.read(Cli.hello(directory)).graph();
        try (Typed typed = new Typed(graph)) {
            typed.keys("ca\tHel\t\t\"Ada\"}\r");
            assertThat(typed.lines.next())
                    .isEqualTo("call HelloService.generateMessage {\"name\": \"Ada\"}");
        }
    }

    @Test
    void anOpenBraceGoesOnAndCtrlDEndsTheConversation() throws Exception {
        try (Typed typed = new Typed(AgentGraph.EMPTY)) {
            typed.keys("call A.b {\"x\":\r1}\r");
            assertThat(typed.lines.next()).isEqualTo("call A.b {\"x\":\n1}");
            typed.keys("\u0004");
            assertThat(typed.lines.next()).isNull();
        }
    }

    @Test
    @Timeout(30)
    void whatIsTypedBeforeTheFirstPromptIsAnswered() throws Exception {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        PipedOutputStream keys = new PipedOutputStream();
        TerminalBuilder builder =
                TerminalBuilder.builder()
                        .system(false)
                        .streams(new PipedInputStream(keys), shown)
                        .type("xterm");
        keys.write("stats\r".getBytes(StandardCharsets.UTF_8));
        try (keys;
                Terminal terminal = TerminalLines.terminal(builder);
                TerminalLines lines =
                        TerminalLines.on(
                                terminal, AgentGraph.EMPTY, Verbs.NAMES, Style.PLAIN, null)) {
            assertThat(lines.next()).isEqualTo("stats");
            assertThat(shown.toString(StandardCharsets.UTF_8)).doesNotContain("\u001b[c");
        }
    }

    @Test
    void ctrlCCancelsWhatIsRunning() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        try (Typed typed = new Typed(AgentGraph.EMPTY)) {
            Thread.ofPlatform()
                    .daemon()
                    .start(
                            () -> {
                                try {
                                    started.await();
                                    typed.terminal.raise(Signal.INT);
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            });
            boolean done =
                    typed.lines.attend(
                            () -> {
                                try {
                                    started.countDown();
                                    new CountDownLatch(1).await();
                                } catch (InterruptedException e) {
                                    interrupted.set(true);
                                }
                            });
            assertThat(done).isFalse();
            assertThat(interrupted).isTrue();
            assertThat(typed.lines.attend(() -> {})).isTrue();
        }
    }

    @Test
    void historyIsKeptWhereItCanBeWrittenAndNowhereElse() throws IOException {
        assertThat(History.file(null, directory.toString()))
                .contains(directory.resolve(".local/state/graphbus/history"));
        assertThat(History.file(directory.resolve("s").toString(), "/nowhere"))
                .contains(directory.resolve("s/graphbus/history"));
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThat(History.file(file.toString(), directory.toString())).isEmpty();
        Files.createDirectories(directory.resolve("d/graphbus/history"));
        assertThat(History.file(directory.resolve("d").toString(), "")).isEmpty();
    }

    /** A terminal with somebody typing. */
    private static final class Typed implements AutoCloseable {

        private final PipedOutputStream keys = new PipedOutputStream();
        private final ExternalTerminal terminal;
        private final TerminalLines lines;

        Typed(AgentGraph graph) throws IOException {
            terminal =
                    new ExternalTerminal(
                            "typed",
                            "ansi",
                            new PipedInputStream(keys),
                            new ByteArrayOutputStream(),
                            StandardCharsets.UTF_8);
            lines = TerminalLines.on(terminal, graph, Verbs.NAMES, Style.PLAIN, null);
        }

        void keys(String typed) throws IOException {
            keys.write(typed.getBytes(StandardCharsets.UTF_8));
            keys.flush();
        }

        @Override
        public void close() throws IOException {
            keys.close();
            lines.close();
        }
    }
}
