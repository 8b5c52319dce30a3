package io.graphbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Stateful;
import io.graphbus.agent.Subscribes;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.store.InMemoryStateStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Several agents of one class, each under a name of its own. */
class NamedAgentsTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    public record Count(int value) {}

    @Agent
    public static class Counter implements Stateful<Count> {
        private final String name;
        private int value;

        public Counter(AgentContext context) {
            name = context.name();
        }

        @Subscribes("/Count")
        public void up(int by) {
            value += by;
        }

        @SchemaMethod
        public String read() {
            return name + " " + value;
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

    @Test
    void agentsOfOneClassLiveUnderTheirNames() {
        InMemoryStateStore store = new InMemoryStateStore();
        try (GraphBus bus =
                GraphBus.builder()
                        .agent("Left", Counter.class)
                        .agent("Right", Counter.class)
                        .agent(Counter.class)
                        .state(store)
                        .build()
                        .start()) {
            bus.publish("/Count", 2);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            bus.unsubscribe("Left", "up");
            bus.publish("/Count", 1);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(bus.call("Left", "read")).isEqualTo("Left 2");
            assertThat(bus.call("Right", "read")).isEqualTo("Right 3");
            assertThat(bus.call("Counter", "read")).isEqualTo("Counter 3");
            assertThat(bus.graph().agentNames()).containsExactly("Counter", "Left", "Right");
        }
        assertThat(store.load("Left").orElseThrow().json()).contains("2");
        assertThat(store.load("Right").orElseThrow().json()).contains("3");
    }

    @Test
    void anObjectOfSomebodyElseMayHaveAName() {
        try (GraphBus bus =
                GraphBus.builder()
                        .agent("Mine", Plain.class, Plain::new)
                        .agent("Yours", new Plain())
                        .build()
                        .start()) {
            assertThat(bus.call("Mine", "hello")).isEqualTo("hello");
            assertThat(bus.call("Yours", "hello")).isEqualTo("hello");
        }
    }

    @Agent
    public static class Plain {
        @SchemaMethod
        public String hello() {
            return "hello";
        }
    }

    @Test
    void aNameMustBeOneAndFree() {
        assertThatThrownBy(() -> GraphBus.builder().agent("no name", new Plain()).build())
                .hasMessageContaining("INVALID_NAME");
        assertThatThrownBy(
                        () ->
                                GraphBus.builder()
                                        .agent("One", new Plain())
                                        .agent("one", new Plain())
                                        .build())
                .hasMessageContaining("DUPLICATE_AGENT");
    }

    @Agent
    public static class Idle {
        @Subscribes("/Idle")
        public void hear() {}
    }

    @Test
    void tenThousandAgentsNeedNoThreadsOfTheirOwn() {
        int agents = 10_000;
        GraphBus.Builder builder = GraphBus.builder();
        for (int i = 0; i < agents; i++) {
            builder.agent("idle-" + i, new Idle());
        }
        int threads = Thread.activeCount();
        try (GraphBus bus = builder.build().start()) {
            assertThat(Thread.activeCount() - threads).isLessThan(50);
            assertThat(bus.publish("/Idle", 1).subscribers()).isEqualTo(agents);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(bus.stats().delivered()).isEqualTo(agents);
            assertThat(bus.stats().unaccounted()).isZero();
        }
    }

    @Agent
    public static class Misfiltered {
        @Subscribes(value = "/Idle", filter = "1 +")
        public void hear() {}
    }

    @Test
    void aFaultOfTheClassIsReportedOnceForAllItsAgents() {
        GraphBus.Builder builder = GraphBus.builder();
        for (int i = 0; i < 3; i++) {
            builder.agent("wrong-" + i, Misfiltered.class);
        }
        assertThatThrownBy(builder::build)
                .isInstanceOfSatisfying(
                        GraphBusException.class,
                        e ->
                                assertThat(e.problems())
                                        .singleElement()
                                        .extracting(Problem::code)
                                        .isEqualTo(ProblemCode.INVALID_FILTER));
    }
}
