package io.graphbus.durable;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Stateful;
import io.graphbus.agent.Subscribes;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Severity;
import io.graphbus.signal.EngineSignal.ProblemReported;
import io.graphbus.signal.SignalListener;
import io.graphbus.state.FileStateStore;
import io.graphbus.store.InMemoryStateStore;
import io.graphbus.store.StateStore;
import io.graphbus.store.log.InMemoryEventLog;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** States that a crash may leave behind what the log says. */
class StatesApartTest {

    private final List<Problem> problems = new ArrayList<>();

    record Count(int all) {}

    /** Counts what it hears. */
    @Agent(name = "Counter")
    static final class Counter implements Stateful<Count> {
        private int all;

        @Subscribes(value = "/Order/New", id = "orders")
        void on(String order) {
            all++;
        }

        @Override
        public Count captureState() {
            return new Count(all);
        }

        @Override
        public void restoreState(Count state) {
            all = state.all();
        }
    }

    /** Has nothing to keep. */
    @Agent(name = "Stateless")
    static final class Stateless {
        @Subscribes(value = "/Order/New", id = "orders")
        void on(String order) {}
    }

    private List<Problem> start(StateStore states, Durability durability) {
        try (GraphBus bus =
                GraphBus.builder()
                        .eventLog(new InMemoryEventLog(), durability)
                        .state(states)
                        .agent(new Counter())
                        .agent(new Stateless())
                        .build()
                        .listener(
                                SignalListener.of(
                                        ProblemReported.class,
                                        signal -> problems.add(signal.problem())))
                        .start()) {
            bus.stop();
            bus.start();
        }
        return problems;
    }

    @Test
    void areToldOfOnceWhenTheGraphStarts(@TempDir Path directory) {
        FileStateStore files = new FileStateStore(directory, Clock.systemUTC());
        assertThat(start(files, Durability.ALL))
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.code()).isEqualTo(ProblemCode.STATE_APART);
                            assertThat(problem.severity()).isEqualTo(Severity.WARNING);
                            assertThat(problem.message())
                                    .contains("Counter")
                                    .doesNotContain("Stateless");
                        });
    }

    @Test
    void nobodyIsWarnedWhereTheyAreCommittedTogetherOrNothingIsKept(@TempDir Path directory) {
        assertThat(start(new InMemoryStateStore(), Durability.ALL)).isEmpty();
        FileStateStore files = new FileStateStore(directory, Clock.systemUTC());
        assertThat(start(files, Durability.NONE)).isEmpty();
    }
}
