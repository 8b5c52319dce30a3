package io.graphbus.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.problem.ProblemCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The edges of an agent's life. */
@Timeout(60)
class BeginAndEndTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Agent
    @Publishes("/Early")
    public static class Early {
        final AgentContext context;

        public Early(AgentContext context) {
            this.context = context;
            context.publish("/Early", "first word");
        }
    }

    @Agent
    public static class Late {
        volatile String heard = "";

        @Subscribes("/Early")
        public void onEarly(String word) {
            heard = word;
        }
    }

    @Test
    void whatAConstructorPublishesReachesAgentsThatStartLater() {
        Late late = new Late();
        GraphBus bus = GraphBus.builder().agent(Early.class).agent(late).build().start();
        try (bus) {
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(late.heard).isEqualTo("first word");
            assertThat(bus.stats().delivered()).isEqualTo(1);
        }
    }

    @Agent
    @Publishes("/Early")
    public static class Keeper {
        static AgentContext context;

        public Keeper(AgentContext context) {
            keep(context);
        }

        private static void keep(AgentContext given) {
            context = given;
        }

        @SchemaMethod
        public int one() {
            return 1;
        }
    }

    @Test
    void afterTheStopAnAgentCannotPublishIntoNowhere() {
        GraphBus.builder().agent(Keeper.class).build().start().close();
        assertThatThrownBy(() -> Keeper.context.publish("/Early", "lost"))
                .hasMessageContaining(ProblemCode.STOPPED.name());
    }

    @Test
    void theIdleGraphHasMadeItsAsynchronousCalls() {
        try (GraphBus bus = GraphBus.builder().agent(Keeper.class).build().start()) {
            for (int i = 1; i <= 200; i++) {
                bus.callAsync("Keeper", "one");
                assertThat(bus.awaitIdle(SOON)).isTrue();
                assertThat(bus.stats().calls()).isEqualTo(i);
            }
        }
    }

    @Test
    void nothingIsUnaccountedForAtAnyMoment() {
        Late late = new Late();
        try (GraphBus bus = GraphBus.of(late)) {
            Thread publisher = Thread.ofPlatform().start(() -> publishMany(bus));
            while (publisher.isAlive()) {
                assertThat(bus.stats().unaccounted()).isZero();
            }
        }
    }

    private static void publishMany(GraphBus bus) {
        for (int i = 0; i < 20_000; i++) {
            bus.publish("/Early", "again");
        }
    }

    @Agent
    public static class Errant implements AutoCloseable {
        @SchemaMethod
        public int one() {
            return 1;
        }

        @Override
        public void close() {
            throw new AssertionError("closing hurts");
        }
    }

    @Test
    void anErrorWhileClosingDoesNotStopTheStop() {
        GraphBus bus = GraphBus.builder().agent(Errant.class).build().start();
        bus.stop();
        assertThat(bus.isRunning()).isFalse();
        bus.start();
        assertThat(bus.call("Errant", "one")).isEqualTo(1);
        bus.close();
    }
}
