package io.graphbus.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Event;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.DeliveryRecord.Status;
import io.graphbus.mailbox.Overflow;
import io.graphbus.retry.RetryPolicy;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.runtime.RuntimeStats;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Handlers that publish what they handle themselves, on their own or in circles. */
class SelfPublishingTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    /** Without a second attempt for anybody. */
    private static GraphBus without(Object... agents) {
        GraphBus.Builder builder = GraphBus.builder();
        for (Object agent : agents) {
            builder.agent(agent);
        }
        RuntimeOptions once = RuntimeOptions.DEFAULTS.withRetry(RetryPolicy.NONE);
        return builder.options(once).build().start();
    }

    @Agent
    public static class Echo {
        @Subscribes("/Echo")
        @Publishes("/Echo")
        public int again(int number) {
            return number + 1;
        }

        @SchemaMethod
        public String alive() {
            return "alive";
        }
    }

    @Test
    void aHandlerThatPublishesItsOwnTopicIsStoppedAndNamedAndLivesOn() {
        try (GraphBus bus = GraphBus.of(new Echo())) {
            bus.publish("/Echo", 0);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            RuntimeStats stats = bus.stats();
            assertThat(stats.published()).isEqualTo(257);
            assertThat(stats.failed()).isEqualTo(1);
            assertThat(stats.delivered()).isEqualTo(256);
            assertThat(stats.unaccounted()).isZero();
            DeliveryRecord last = bus.history(HistoryQuery.newest(1)).get(0).deliveries().get(0);
            assertThat(last.status()).isEqualTo(Status.DEAD);
            assertThat(last.error())
                    .contains("EVENT_LOOP", "Echo publishes /Echo -> Echo publishes /Echo");
            assertThat(bus.call("Echo", "alive")).isEqualTo("alive");
            bus.publish("/Echo", 0);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(bus.stats().published()).isEqualTo(514);
        }
    }

    @Agent
    @Publishes("/Caught")
    public static class Caught {
        final AgentContext context;
        static final List<String> ERRORS = new CopyOnWriteArrayList<>();

        public Caught(AgentContext context) {
            this.context = context;
        }

        @Subscribes("/Caught")
        public void again(Event event) {
            try {
                context.publish("/Caught", event.payload());
            } catch (RuntimeException e) {
                ERRORS.add(e.getMessage());
            }
        }
    }

    @Test
    void theHandlerThatGoesTooFarMayCatchTheProblem() {
        try (GraphBus bus = GraphBus.of(Caught.class)) {
            bus.publish("/Caught", 1);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(Caught.ERRORS).singleElement().asString().contains("EVENT_LOOP");
            assertThat(bus.stats().delivered()).isEqualTo(257);
            assertThat(bus.stats().failed()).isZero();
        }
    }

    @Agent
    @Publishes("/Double")
    public static class Doubling {
        final AgentContext context;

        public Doubling(AgentContext context) {
            this.context = context;
        }

        @Subscribes("/Double")
        public void twice(Event event) {
            context.publish("/Double", 1);
            context.publish("/Double", 2);
        }
    }

    @ParameterizedTest
    @EnumSource(Overflow.class)
    void anAvalancheStaysBoundedAndComesToAnEnd(Overflow overflow) {
        RuntimeOptions options =
                RuntimeOptions.builder()
                        .retry(RetryPolicy.NONE)
                        .mailboxCapacity(16)
                        .overflow(overflow)
                        .build();
        try (GraphBus bus =
                GraphBus.builder().agent(Doubling.class).options(options).build().start()) {
            bus.publish("/Double", 0);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            RuntimeStats stats = bus.stats();
            assertThat(stats.unaccounted()).isZero();
            assertThat(stats.inFlight()).isZero();
            assertThat(stats.offered()).isGreaterThan(256);
            assertThat(stats.failed()).isPositive();
            assertThat(stats.agents().get(0).queueDepth()).isZero();
        }
    }

    @Agent
    public static class Caller {
        final AgentContext context;

        public Caller(AgentContext context) {
            this.context = context;
        }

        @Subscribes("/Round")
        public void round(Event event) {
            context.call("Called", "pass", 1);
        }
    }

    @Agent
    public static class Called {
        @SchemaMethod
        @Publishes("/Round")
        public int pass(int number) {
            return number;
        }
    }

    @Test
    void aCircleThatGoesThroughACallIsStoppedToo() {
        try (GraphBus bus = GraphBus.of(Caller.class, new Called())) {
            bus.publish("/Round", 1);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(bus.stats().published()).isEqualTo(257);
            assertThat(bus.stats().failed()).isEqualTo(1);
            assertThat(bus.stats().unaccounted()).isZero();
        }
    }

    @Agent
    public static class Bystander {
        final AtomicInteger heard = new AtomicInteger();

        @Subscribes("/**")
        public void hear() {
            heard.incrementAndGet();
        }
    }

    @Agent
    public static class AFirst {
        @Subscribes("/Echo")
        public void fail() {
            throw new IllegalStateException("the first one throws");
        }
    }

    @Test
    void oneThatThrowsAndOneThatLoopsCostTheOthersNothing() {
        Bystander bystander = new Bystander();
        try (GraphBus bus = without(new AFirst(), new Echo(), bystander)) {
            bus.publish("/Echo", 0);
            bus.publish("/Quiet", 0);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(bystander.heard).hasValue(258);
            RuntimeStats stats = bus.stats();
            assertThat(stats.failed()).isEqualTo(258);
            assertThat(stats.delivered()).isEqualTo(256 + 258);
            assertThat(stats.unaccounted()).isZero();
        }
    }
}
