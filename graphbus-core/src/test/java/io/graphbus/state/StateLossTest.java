package io.graphbus.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Stateful;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.signal.EngineSignal.ProblemReported;
import io.graphbus.signal.SignalListener;
import io.graphbus.store.InMemoryStateStore;
import io.graphbus.store.StateStore;
import io.graphbus.store.StateStore.StoredState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What must not cost an agent its state. */
@Timeout(60)
class StateLossTest {

    @TempDir Path directory;
    private final List<Problem> problems = Collections.synchronizedList(new ArrayList<>());

    public record Count(int value) {}

    @Agent
    public static class Counter implements Stateful<Count> {
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

    /** Throws errors, not exceptions. */
    @Agent
    public static class Failing extends Counter {
        @Override
        public Count captureState() {
            throw new AssertionError("no state today");
        }
    }

    @Agent
    public static class Empty implements Stateful<Count> {
        @SchemaMethod
        public int one() {
            return 1;
        }

        @Override
        @SuppressWarnings("NullAway") // as agents in sources without nullness do
        public @Nullable Count captureState() {
            return null;
        }

        @Override
        public void restoreState(Count state) {
            throw new IllegalStateException("there was nothing to restore: " + state.value());
        }
    }

    private GraphBus bus(StateStore store, Class<?>... agents) {
        GraphBus.Builder builder = GraphBus.builder().state(store);
        for (Class<?> agent : agents) {
            builder.agent(agent);
        }
        return builder.listener(
                        SignalListener.of(ProblemReported.class, s -> problems.add(s.problem())))
                .build();
    }

    @Test
    void aStateThatWasClearedBetweenTwoStartsIsSavedAgain() {
        StateStore store = new InMemoryStateStore();
        try (GraphBus bus = bus(store, Counter.class).start()) {
            bus.call("Counter", "increment");
            bus.stop();
            assertThat(store.delete("Counter")).isTrue();
            bus.start();
            assertThat(bus.call("Counter", "increment")).isEqualTo(1);
        }
        assertThat(store.load("Counter").orElseThrow().json()).isEqualTo("{\"value\":1}");
    }

    @Test
    void anErrorWhileCapturingIsReportedAndTheStopGoesOn() {
        StateStore store = new InMemoryStateStore();
        GraphBus bus = bus(store, Failing.class, Counter.class).start();
        bus.call("Counter", "increment");
        bus.saveState();
        bus.close();
        assertThat(bus.isRunning()).isFalse();
        assertThat(problems)
                .extracting(Problem::code)
                .containsOnly(ProblemCode.STATE_NOT_SAVED)
                .isNotEmpty();
        assertThat(store.list()).extracting(StoredState::agent).containsExactly("Counter");
    }

    @Test
    void aStopOnAnInterruptedThreadStillSaves() {
        StateStore store = new FileStateStore(directory, Clock.systemUTC());
        GraphBus bus = bus(store, Counter.class).start();
        bus.call("Counter", "increment");
        Thread.currentThread().interrupt();
        try {
            bus.close();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
        assertThat(problems).isEmpty();
        assertThat(store.load("Counter").orElseThrow().json()).isEqualTo("{\"value\":1}");
    }

    @Test
    void aStoreThatCannotBeReadStopsTheStartAndKeepsTheState() {
        List<String> aside = new ArrayList<>();
        StateStore unreachable =
                new StateStore() {
                    @Override
                    public Optional<StoredState> load(String agent) {
                        throw new IllegalStateException("the disk is away");
                    }

                    @Override
                    public void save(StoredState state) {}

                    @Override
                    public boolean delete(String agent) {
                        return false;
                    }

                    @Override
                    public void setAside(String agent) {
                        aside.add(agent);
                    }

                    @Override
                    public List<StoredState> list() {
                        return List.of();
                    }
                };
        try (GraphBus bus = bus(unreachable, Counter.class)) {
            assertThatThrownBy(bus::start).hasMessageContaining("the disk is away");
        }
        assertThat(aside).isEmpty();
    }

    @Test
    void aFileThatCannotBeOpenedIsNotCorrupt() throws IOException {
        Files.createDirectories(directory.resolve("Counter.json"));
        StateStore store = new FileStateStore(directory, Clock.systemUTC());
        assertThatThrownBy(() -> store.load("Counter"))
                .hasMessageContaining(ProblemCode.INPUT_UNREADABLE.name());
    }

    @Test
    void anAgentWithoutStateYetStartsFreshWithoutComplaint() {
        StateStore store = new InMemoryStateStore();
        for (int i = 0; i < 2; i++) {
            try (GraphBus bus = bus(store, Empty.class).start()) {
                bus.call("Empty", "one");
            }
        }
        assertThat(problems).isEmpty();
        store.save(new StoredState("Empty", "1.0.0", "null", Instant.EPOCH));
        bus(store, Empty.class).start().close();
        assertThat(problems).isEmpty();
    }
}
