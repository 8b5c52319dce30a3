package io.graphbus;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Default;
import io.graphbus.agent.Event;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.DeliveryRecord.Status;
import io.graphbus.bus.HistoryEntry;
import io.graphbus.bus.HistoryQuery;
import io.graphbus.bus.Receipt;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.runtime.RuntimeStats;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class GraphBusTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    record Greeting(String name, String message) {}

    record Shout(String text) {}

    @Agent
    public static class Hello {
        @SchemaMethod
        @Publishes("/Hello/MessageGenerated")
        public Greeting generateMessage(@Default("World") String name) {
            return new Greeting(name, "Hello, " + name + "!");
        }

        @SchemaMethod
        public int add(int left, long right) {
            return left + (int) right;
        }

        @SchemaMethod
        public void fail(String why) {
            throw new IllegalStateException(why);
        }
    }

    @Agent
    public static class Logger {
        final List<Object> seen = new CopyOnWriteArrayList<>();

        @Subscribes("/Hello/MessageGenerated")
        public void onMessage(Greeting greeting) {
            seen.add(greeting);
        }

        @Subscribes("/Hello/*")
        public void onAnything(Event event) {
            seen.add(event.topic());
        }
    }

    @Agent
    public static class Shouter {
        final AgentContext context;

        public Shouter(AgentContext context) {
            this.context = context;
        }

        @SchemaMethod
        public String shout(String name) {
            return context.call(Greeting.class, "Hello", "generateMessage", name)
                    .message()
                    .toUpperCase(java.util.Locale.ROOT);
        }
    }

    @Test
    void aCallAnswersAndItsResultIsPublishedOnce() {
        Logger logger = new Logger();
        try (GraphBus bus = GraphBus.of(new Hello(), logger)) {
            Greeting greeting =
                    bus.call("Hello", "generateMessage", Map.of("name", "Ada"), Greeting.class);
            assertThat(greeting).isEqualTo(new Greeting("Ada", "Hello, Ada!"));
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(logger.seen).containsExactlyInAnyOrder(greeting, "/Hello/MessageGenerated");
            HistoryEntry entry = bus.history(HistoryQuery.newest(10)).get(0);
            assertThat(bus.history(HistoryQuery.newest(10))).hasSize(1);
            assertThat(entry.event().source()).isEqualTo("Hello");
            assertThat(entry.deliveries()).allMatch(d -> d.status() == Status.DELIVERED);
            RuntimeStats stats = bus.stats();
            assertThat(stats.published()).isEqualTo(1);
            assertThat(stats.delivered()).isEqualTo(2);
            assertThat(stats.calls()).isEqualTo(1);
            assertThat(stats.unaccounted()).isZero();
        }
    }

    @Test
    void jsonGoesInAndComesOut() {
        try (GraphBus bus = GraphBus.of(new Hello())) {
            assertThat(bus.callJson("Hello", "generateMessage", ""))
                    .isEqualTo("{\"name\":\"World\",\"message\":\"Hello, World!\"}");
            assertThat(bus.callJson("Hello", "add", "{\"left\":1,\"right\":2}")).isEqualTo("3");
        }
    }

    @Test
    void everythingWrongWithArgumentsIsToldAtOnce() {
        try (GraphBus bus = GraphBus.of(new Hello())) {
            GraphBusException e =
                    org.junit.jupiter.api.Assertions.assertThrows(
                            GraphBusException.class,
                            () -> bus.callJson("Hello", "add", "{\"left\":\"x\",\"more\":2}"));
            assertThat(e.problem().code()).isEqualTo(ProblemCode.INVALID_ARGUMENTS);
            assertThat(e.problem().violations()).hasSize(3);
        }
    }

    @Test
    void agentsCallEachOther() {
        try (GraphBus bus = GraphBus.of(new Hello(), Shouter.class)) {
            assertThat(bus.call("Shouter", "shout", "Ada")).isEqualTo("HELLO, ADA!");
        }
    }

    @Test
    void anEventNobodyWantsIsAccepted() {
        try (GraphBus bus = GraphBus.of(new Hello())) {
            Receipt receipt = bus.publish("/Helo/MessageGenerated", "x");
            assertThat(receipt.subscribers()).isZero();
            assertThat(bus.stats().published()).isEqualTo(1);
        }
    }
}
