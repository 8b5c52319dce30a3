package io.graphbus.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.store.StateStore.Use;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryUseTest {

    @TempDir private Path directory;

    /** Keeps states in a directory until it is killed. */
    static final class Graph {

        private Graph() {}

        public static void main(String[] arguments) throws IOException {
            try (Use use = store(Path.of(arguments[0])).use()) {
                new java.io.PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out))
                        .println("running " + (use != null));
                assertThat(System.in.read()).isEqualTo(-1);
            }
        }
    }

    private static FileStateStore store(Path directory) {
        return new FileStateStore(directory, Clock.systemUTC());
    }

    private ProblemCode refused() {
        return catchThrowableOfType(
                        GraphBusException.class, () -> store(directory).unused(() -> true))
                .problem()
                .code();
    }

    @Test
    void aGraphOfAnotherProcessCountsUntilItsProcessEnds() throws Exception {
        Process graph =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Graph.class.getName(),
                                directory.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var out =
                new BufferedReader(
                        new InputStreamReader(graph.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("running true");
            assertThat(refused()).isEqualTo(ProblemCode.CONFLICT);
            try (Use another = store(directory).use()) {
                assertThat(another).isNotNull();
            }
        } finally {
            graph.destroyForcibly();
        }
        assertThat(graph.waitFor(10, TimeUnit.SECONDS)).isTrue();

        assertThat(store(directory).unused(() -> "alone")).isEqualTo("alone");
    }

    @Test
    void aGraphThatStartsWaitsForWhoChangesStates() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<String> change = CompletableFuture.supplyAsync(() -> changed(begun, go));
        begun.await();
        CompletableFuture<Boolean> start =
                CompletableFuture.supplyAsync(
                        () -> {
                            try (Use use = store(directory).use()) {
                                return use != null && change.isDone();
                            }
                        });

        go.countDown();

        assertThat(change.get(10, TimeUnit.SECONDS)).isEqualTo("changed");
        assertThat(start.get(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(store(directory).unused(() -> 1)).isEqualTo(1);
    }

    private String changed(CountDownLatch begun, CountDownLatch go) {
        return store(directory)
                .unused(
                        () -> {
                            begun.countDown();
                            try {
                                go.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            return "changed";
                        });
    }

    @Test
    void whereNothingCanBeWrittenAGraphStartsAllTheSame() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "no directory");

        try (Use use = store(file).use()) {
            assertThat(use).isNotNull();
        }
        assertThat(store(file).unused(() -> 1)).isEqualTo(1);
        Path blocked = Files.createDirectories(directory.resolve("blocked/.use")).getParent();
        assertThat(
                        catchThrowableOfType(
                                        GraphBusException.class,
                                        () -> store(blocked).unused(() -> 1))
                                .problem()
                                .code())
                .isEqualTo(ProblemCode.OUTPUT_NOT_WRITABLE);
    }
}
