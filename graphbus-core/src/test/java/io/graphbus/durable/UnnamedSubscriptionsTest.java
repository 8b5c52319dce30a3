package io.graphbus.durable;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Subscribes;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Severity;
import io.graphbus.signal.EngineSignal.ProblemReported;
import io.graphbus.signal.SignalListener;
import io.graphbus.store.log.InMemoryEventLog;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Names that do not survive renaming. */
class UnnamedSubscriptionsTest {

    private final List<Problem> problems = new CopyOnWriteArrayList<>();

    /** Known by what it is called in Java. */
    @Agent
    static final class Nameless {
        @Subscribes("/Order/New")
        void on(String order) {}

        @Subscribes(value = "/Order/Old", id = "old")
        void old(String order) {}

        @Subscribes("/Else/*")
        void other(String other) {}
    }

    /** Half of it has an id, which is the method's name by chance. */
    @Agent(name = "Named")
    static final class Named {
        @Subscribes(value = "/Order/New", id = "on")
        void on(String order) {}

        @Subscribes({"/Order/Old", "/Order/Older"})
        void old(String order) {}
    }

    private void start(Durability durability, Object... agents) {
        GraphBus.Builder builder = GraphBus.builder().eventLog(new InMemoryEventLog(), durability);
        for (Object agent : agents) {
            builder.agent(agent);
        }
        try (GraphBus bus =
                builder.build()
                        .listener(
                                SignalListener.of(
                                        ProblemReported.class,
                                        signal -> problems.add(signal.problem())))
                        .start()) {
            bus.stop();
            bus.start();
        }
        problems.removeIf(problem -> problem.code() != ProblemCode.SUBSCRIPTION_UNNAMED);
    }

    @Test
    void theyAreToldOfOnceWhenTheGraphStarts() {
        start(Durability.NONE.with("/Order/*", true), new Nameless(), new Named());
        assertThat(problems)
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.severity()).isEqualTo(Severity.WARNING);
                            assertThat(problem.message())
                                    .contains("Nameless.on (agent name and id)")
                                    .contains("Nameless.old (agent name)")
                                    .contains("Named.old:/Order/Old (id)")
                                    .doesNotContain("Named.on ");
                        });
    }

    @Test
    void nobodyIsWarnedOfTransientTopicsOrGivenNames() {
        start(Durability.NONE, new Nameless());
        assertThat(problems).isEmpty();
        start(Durability.NONE.with("/Order/New", true), new Named());
        assertThat(problems).isEmpty();
    }
}
