package io.graphbus.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Stateful;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.signal.EngineSignal.ProblemReported;
import io.graphbus.signal.SignalListener;
import io.graphbus.store.StateStore;
import io.graphbus.store.StateStore.StoredState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateTest {

    @TempDir Path directory;
    private StateStore store;
    private final List<Problem> problems = Collections.synchronizedList(new ArrayList<>());

    public record Count(int value) {}

    @Agent(name = "x.y")
    public static class Dotted implements Stateful<Count> {
        int value;

        @SchemaMethod
        public int increment() {
            return ++value;
        }

        @Override
        public Count captureState() {
            return new Count(value);
        }

        @Override
        public void restoreState(Count state) {
            value = state.value();
        }
    }

    @Agent(name = "x_y")
    public static class Underscored extends Dotted {}

    public record Unwritable(Object self) {}

    @Agent
    public static class Hopeless implements Stateful<Unwritable> {
        @SchemaMethod
        public int one() {
            return 1;
        }

        @Override
        public Unwritable captureState() {
            throw new IllegalStateException("never");
        }

        @Override
        public void restoreState(Unwritable state) {}
    }

    @BeforeEach
    void makeStore() {
        store = new FileStateStore(directory.resolve("state"), Clock.systemUTC());
    }

    private GraphBus start(Object... agents) {
        GraphBus.Builder builder = GraphBus.builder().state(store);
        for (Object agent : agents) {
            builder.agent(agent);
        }
        return builder.listener(
                        SignalListener.of(ProblemReported.class, s -> problems.add(s.problem())))
                .build()
                .start();
    }

    @Test
    void aCounterGoesOnWhereItStopped() {
        try (GraphBus bus = start(Dotted.class, Underscored.class)) {
            for (int i = 0; i < 3; i++) {
                bus.call("x.y", "increment");
            }
            bus.call("x_y", "increment");
        }
        assertThat(store.list()).extracting(StoredState::agent).containsExactly("x.y", "x_y");
        try (GraphBus bus = start(Dotted.class, Underscored.class)) {
            assertThat(bus.call("x.y", "increment")).isEqualTo(4);
            assertThat(bus.call("x_y", "increment")).isEqualTo(2);
            bus.saveState();
            assertThat(store.load("x.y").orElseThrow().json()).isEqualTo("{\"value\":4}");
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void aCorruptStateIsKeptAsideAndTheAgentStartsFresh() throws IOException {
        store.save(new StoredState("x.y", "1.0.0", "{\"value\":7}", Instant.EPOCH));
        Path file = directory.resolve("state/x.y.json");
        Files.writeString(file, "{\"agent\":");
        assertThatThrownBy(() -> store.load("x.y")).hasMessageContaining("x.y.json");
        assertThat(store.list()).isEmpty();
        try (GraphBus bus = start(Dotted.class)) {
            assertThat(bus.call("x.y", "increment")).isEqualTo(1);
        }
        assertThat(problems).extracting(Problem::code).containsExactly(ProblemCode.STATE_CORRUPT);
        assertThat(problems.get(0).where()).isEqualTo("x.y");
        try (Stream<Path> files = Files.list(directory.resolve("state"))) {
            assertThat(files.map(p -> p.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("x.y.json.corrupt-"));
        }
        assertThat(store.load("x.y").orElseThrow().json()).isEqualTo("{\"value\":1}");
    }

    @Test
    void aStateOfAnotherShapeIsCorruptToo() {
        store.save(new StoredState("x.y", "1.0.0", "{\"value\":\"seven\"}", Instant.EPOCH));
        try (GraphBus bus = start(Dotted.class)) {
            assertThat(bus.call("x.y", "increment")).isEqualTo(1);
        }
        assertThat(problems).extracting(Problem::code).containsExactly(ProblemCode.STATE_CORRUPT);
    }

    @Test
    void aStateThatCannotBeCapturedIsReportedAndTheRestGoesOn() {
        try (GraphBus bus = start(Hopeless.class, Dotted.class)) {
            bus.call("x.y", "increment");
        }
        assertThat(problems).extracting(Problem::code).containsExactly(ProblemCode.STATE_NOT_SAVED);
        assertThat(store.list()).hasSize(1);
    }

    @Test
    void statesAreCapturedWhileTheGraphRuns() throws InterruptedException {
        CountDownLatch saved = new CountDownLatch(1);
        StateStore telling =
                new StateStore() {
                    @Override
                    public Optional<StoredState> load(String agent) {
                        return Optional.empty();
                    }

                    @Override
                    public void save(StoredState state) {
                        saved.countDown();
                    }

                    @Override
                    public boolean delete(String agent) {
                        return false;
                    }

                    @Override
                    public List<StoredState> list() {
                        return List.of();
                    }
                };
        try (GraphBus bus =
                GraphBus.builder()
                        .agent(Dotted.class)
                        .state(telling)
                        .options(
                                RuntimeOptions.builder()
                                        .stateInterval(Duration.ofMillis(10))
                                        .build())
                        .build()
                        .start()) {
            bus.call("x.y", "increment");
            assertThat(saved.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(bus.isRunning()).isTrue();
        }
    }

    @Test
    void aStateIsDeletedOnceAndNamesCannotLeaveTheDirectory() throws IOException {
        store.save(new StoredState("../a b", "1.0.0", "{}", Instant.EPOCH));
        assertThat(store.load("../a b")).isPresent();
        assertThat(Files.exists(directory.resolve("state/%2E.%2Fa%20b.json"))).isTrue();
        assertThat(store.delete("../a b")).isTrue();
        assertThat(store.delete("../a b")).isFalse();
        assertThat(store.load("../a b")).isEmpty();
    }

    @Test
    void anUnwritableDirectoryIsNamed() throws IOException {
        Path blocked = directory.resolve("file");
        Files.writeString(blocked, "x");
        StateStore broken = new FileStateStore(blocked, Clock.systemUTC());
        StoredState state = new StoredState("a", "1.0.0", "{}", Instant.EPOCH);
        assertThatThrownBy(() -> broken.save(state)).hasMessageContaining("STATE_NOT_SAVED");
        assertThat(broken.list()).isEmpty();
        broken.setAside("a");
    }
}
