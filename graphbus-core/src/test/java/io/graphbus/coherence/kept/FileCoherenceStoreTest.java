package io.graphbus.coherence.kept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.coherence.CoherenceTracker;
import io.graphbus.coherence.RandomTraffic;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileCoherenceStoreTest extends AnyCoherenceStore {

    @TempDir private Path directory;

    @Override
    CoherenceStore store() {
        return new FileCoherenceStore(directory);
    }

    private Path file() {
        return directory.resolve("coherence.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "7",
                "{\"formatVersion\":2}",
                "{\"formatVersion\":1}",
                "{\"formatVersion\":1,\"snapshot\":{}}",
                "{\"formatVersion\":1,\"snapshot\":{\"evidence\":{\"at\":\"+1000000000-12-31T23:59:59Z\","
                        + "\"halfLife\":\"PT10M\",\"cells\":[],\"states\":{\"agents\":{}},"
                        + "\"folded\":0},\"minutes\":[]}}",
                "{\"formatVersion\":1,\"snapshot\":{\"evidence\":{\"at\":\"2026-01-01T00:00:00Z\","
                        + "\"halfLife\":\"PT10M\",\"cells\":[{\"source\":\"A\"}],\"states\":{\"agents\":{}},"
                        + "\"folded\":0},\"minutes\":[]}}"
            })
    void whatIsDamagedIsAProblem(String text) throws IOException {
        Files.writeString(file(), text);

        assertThatThrownBy(() -> store().load())
                .isInstanceOfSatisfying(
                        GraphBusException.class,
                        e ->
                                assertThat(e.problems().getFirst().code())
                                        .isEqualTo(ProblemCode.COHERENCE_DAMAGED));
    }

    @Test
    void aKeeperPutsAsideWhatIsDamagedAndCountsFromNothing() throws IOException {
        Files.writeString(file(), "{");
        CoherenceTracker tracker = busy();
        CoherenceKeeper.start(tracker, store()).close();

        assertThat(Files.readString(directory.resolve("coherence.json.damaged"))).isEqualTo("{");
        assertThat(store().load()).isPresent();
    }

    @Test
    void aKeeperGoesOnFromWhatTheLastOneSavedWhenItWasClosed() {
        CoherenceTracker first = busy();
        CoherenceKeeper.start(first, store()).close();
        CoherenceTracker second = tracker(RandomTraffic.START.plusSeconds(3_600));
        CoherenceKeeper.start(second, store()).close();

        assertThat(second.assess()).isEqualTo(first.assess());
    }

    @Test
    void whatElseIsDoneOnceAMinuteDoesNotKeepItFromBeingSaved() throws InterruptedException {
        CountDownLatch failed = new CountDownLatch(2);
        Runnable chores =
                () -> {
                    failed.countDown();
                    throw new IllegalStateException("the database is away");
                };
        try (CoherenceKeeper keeper = CoherenceKeeper.start(busy(), store(), chores)) {
            keeper.soon();
            keeper.soon();
            assertThat(failed.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(store().load()).isPresent();
        }
    }

    @Test
    void aKeeperOfNothingSavesNothing() throws IOException {
        CoherenceKeeper.start(tracker(RandomTraffic.START), store()).close();

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(directory.resolve(".keeper"));
        }
    }

    @Test
    void oneAtATimeKeepsSomethingInADirectory() {
        CoherenceTracker first = busy();
        CoherenceTracker second = tracker(RandomTraffic.START.plusSeconds(3_600));
        second.count(RandomTraffic.of(1, 1, 1).getFirst());
        try (CoherenceKeeper keeper = CoherenceKeeper.start(first, store())) {
            CoherenceKeeper.start(second, store()).close();
            assertThat(store().load()).isEmpty();
            keeper.soon();
        }
        assertThat(store().load()).contains(first.snapshot());
        assertThat(second.evidence().traffic()).isLessThan(1);
    }

    /** Keeps coherence in a directory until it is killed. */
    static final class Other {

        private Other() {}

        public static void main(String[] arguments) throws IOException {
            CoherenceStore store = new FileCoherenceStore(Path.of(arguments[0]));
            try (CoherenceKeeper keeper = CoherenceKeeper.start(busy(), store)) {
                new PrintStream(new FileOutputStream(FileDescriptor.out)).println("keeping");
                assertThat(System.in.read()).isEqualTo(-1);
                keeper.soon();
            }
        }
    }

    @Test
    void anotherProcessKeepsItUntilItEnds() throws Exception {
        Process other =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Other.class.getName(),
                                directory.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (BufferedReader out = other.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            while (line != null && !line.equals("keeping")) {
                line = out.readLine();
            }
            assertThat(line).isEqualTo("keeping");
            CoherenceKeeper.start(busy(), store()).close();
            assertThat(store().load()).isEmpty();
        } finally {
            other.destroyForcibly();
        }
        assertThat(other.waitFor(10, TimeUnit.SECONDS)).isTrue();

        CoherenceKeeper.start(busy(), store()).close();
        assertThat(store().load()).isPresent();
    }
}
