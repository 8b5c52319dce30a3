package io.graphbus.durable.letter;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.AutoMigrate;
import io.graphbus.agent.Contract;
import io.graphbus.agent.Event;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.Publish;
import io.graphbus.durable.Durability;
import io.graphbus.gate.ContractValidation;
import io.graphbus.retry.RetryPolicy;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.store.log.DeadLetter;
import io.graphbus.store.log.DeadLetter.Status;
import io.graphbus.store.log.DeadLetters.Filter;
import io.graphbus.store.log.InMemoryEventLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Letters that a running graph writes, and delivers once more. */
class LetterReplayTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String TOPIC = "/order/created";

    record OrderV1(String id, int amount) {}

    record OrderV2(String id, int total, String currency) {}

    /** Writes version 2 and says how version 1 is read as version 2. */
    @Agent(name = "Orders")
    @Contract(version = "2.0.0")
    static final class Orders {
        @SchemaMethod
        @Publishes(TOPIC)
        public OrderV2 order(String id, int total) {
            return new OrderV2(id, total, "EUR");
        }

        @AutoMigrate(from = "1.0.0", to = "2.0.0")
        static OrderV2 up(OrderV1 old) {
            if (old.amount() < 0) {
                throw new IllegalArgumentException("there is no such amount");
            }
            return new OrderV2(old.id(), old.amount(), "EUR");
        }
    }

    /** Takes any version, remembers it, and fails while it is told to. */
    @Agent(name = "Audit")
    static final class Audit {
        final List<Event> heard = new CopyOnWriteArrayList<>();
        volatile boolean failing = true;

        @Subscribes(value = TOPIC, id = "audit")
        public void on(Map<String, Object> order, Event event) {
            if (failing) {
                throw new IllegalStateException("not now");
            }
            heard.add(event);
        }
    }

    private final InMemoryEventLog log = new InMemoryEventLog();
    private final Audit audit = new Audit();
    private GraphBus bus = graph().start();

    private GraphBus graph() {
        return GraphBus.builder()
                .eventLog(log, Durability.ALL)
                .options(
                        RuntimeOptions.builder()
                                .retry(RetryPolicy.DEFAULT.withRetries(0))
                                .contractValidation(ContractValidation.ENFORCE)
                                .build())
                .agent(new Orders())
                .agent(audit)
                .build();
    }

    @AfterEach
    void close() {
        bus.close();
    }

    private void publish(String key, Object payload) {
        bus.publish(
                Publish.to(TOPIC, payload)
                        .key(key)
                        .schemaVersion("1.0.0")
                        .headers(Map.of("traceparent", "00-1-2-01")));
    }

    private DeadLetterQueue letters() {
        return bus.deadLetters().orElseThrow();
    }

    /** What lies still, once there are so many letters and none of them is being replayed. */
    private List<DeadLetter> dead(int count) {
        long deadline = System.nanoTime() + SOON.toNanos();
        List<DeadLetter> all = letters().list(Filter.ALL, null, 1000);
        while (System.nanoTime() < deadline
                && (all.size() != count
                        || all.stream().anyMatch(one -> one.status() != Status.DEAD))) {
            Thread.onSpinWait();
            all = letters().list(Filter.ALL, null, 1000);
        }
        assertThat(all).hasSize(count).allMatch(one -> one.status() == Status.DEAD);
        return all;
    }

    @Test
    void aReplayKeepsIdKeyHeadersAndVersion() {
        publish("k", Map.of("id", "a", "amount", 3));
        DeadLetter letter = dead(1).getFirst();
        assertThat(letter.reason()).isEqualTo("HANDLER_FAILED");
        assertThat(letter.attempts()).hasSize(1);

        audit.failing = false;
        letters().replay(Replay.of(List.of(letter.id())));
        dead(0);
        Event event = audit.heard.getFirst();
        assertThat(event.id()).isEqualTo(letter.event().id());
        assertThat(event.key()).isEqualTo("k");
        assertThat(event.headers()).containsEntry("traceparent", "00-1-2-01");
        assertThat(event.schemaVersion()).isEqualTo("1.0.0");
        assertThat(bus.stats().unaccounted()).isZero();
    }

    @Test
    void aReplayThatDiesAgainIsTheSameLetterWithAllItsAttempts() {
        publish("k", Map.of("id", "a", "amount", 3));
        DeadLetter letter = dead(1).getFirst();
        letters().replay(Replay.of(Filter.ALL));
        DeadLetter again = dead(1).getFirst();
        assertThat(again.id()).isEqualTo(letter.id());
        assertThat(again.attempts()).hasSize(2);
        assertThat(again.status()).isEqualTo(Status.DEAD);
        assertThat(bus.stats().unaccounted()).isZero();
    }

    @Test
    void lettersOfOneKeyAreReplayedInTheOrderTheirEventsWerePublished() {
        IntStream.range(0, 40).forEach(i -> publish("k" + i % 3, Map.of("id", "a", "amount", i)));
        dead(40);
        audit.failing = false;
        letters().replay(Replay.of(Filter.ALL));
        dead(0);
        for (int k = 0; k < 3; k++) {
            String key = "k" + k;
            List<Integer> amounts =
                    audit.heard.stream()
                            .filter(event -> key.equals(event.key()))
                            .map(event -> (Integer) event.payload(Map.class).get("amount"))
                            .toList();
            assertThat(amounts).isSorted().doesNotHaveDuplicates();
        }
        assertThat(audit.heard).hasSize(40);
    }

    @Test
    void aReplayMayAskForAnotherVersion() {
        publish("k", Map.of("id", "a", "amount", 3));
        dead(1);
        audit.failing = false;
        letters().replay(Replay.of(Filter.ALL).migrateTo("2.0.0"));
        dead(0);
        assertThat(audit.heard.getFirst().schemaVersion()).isEqualTo("2.0.0");
        assertThat(audit.heard.getFirst().payload(Map.class)).containsEntry("total", 3);
    }

    @Test
    void aPayloadThatCannotBeMigratedDiesAgainAndStaysAsItWas() {
        publish("k", Map.of("id", "a", "amount", -3));
        dead(1);
        audit.failing = false;
        letters().replay(Replay.of(Filter.ALL).migrateTo("2.0.0"));
        DeadLetter again = dead(1).getFirst();
        assertThat(again.reason()).isEqualTo("MIGRATION_FAILED");
        assertThat(again.event().payload()).contains("\"amount\":-3");
        assertThat(again.event().schemaVersion()).isEqualTo("1.0.0");
        assertThat(again.migrateTo()).isNull();
        assertThat(audit.heard).isEmpty();

        letters().replay(Replay.of(Filter.ALL).migrateTo("7.0.0"));
        assertThat(dead(1).getFirst().reason()).isEqualTo("NO_MIGRATION_PATH");
        letters().replay(Replay.of(Filter.ALL));
        dead(0);
    }

    @Test
    void whatWasMarkedIsDeliveredAfterTheNextStart() {
        publish("k", Map.of("id", "a", "amount", 3));
        String id = dead(1).getFirst().id();
        bus.close();
        log.deadLetters().replay(List.of(id), "2.0.0");
        audit.failing = false;
        bus = graph().start();
        dead(0);
        assertThat(audit.heard.getFirst().schemaVersion()).isEqualTo("2.0.0");
    }

    @Test
    void aReplayReachesTheInstanceThatHasTheSubscriptionNow() {
        InMemoryEventLog shared = new InMemoryEventLog(64, System::nanoTime);
        Audit here = new Audit();
        Audit there = new Audit();
        try (GraphBus one = instance(shared, here);
                GraphBus other = instance(shared, there)) {
            here.failing = false;
            there.failing = false;
            int published = 0;
            while (there.heard.isEmpty() || here.heard.isEmpty()) {
                forty(one);
                published += 40;
                int all = published;
                await(() -> here.heard.size() + there.heard.size() == all);
            }
            here.failing = true;
            there.failing = true;
            forty(one);
            await(() -> shared.deadLetters().count(Filter.ALL) == 40);
            here.heard.clear();
            there.heard.clear();
            here.failing = false;
            there.failing = false;
            assertThat(one.deadLetters().orElseThrow().replay(Replay.of(Filter.ALL)).letters())
                    .isEqualTo(40);
            await(() -> shared.deadLetters().count(Filter.ALL) == 0);
            assertThat(here.heard.size() + there.heard.size()).isEqualTo(40);
            assertThat(there.heard).isNotEmpty();
        }
    }

    private static void forty(GraphBus bus) {
        IntStream.range(0, 40)
                .forEach(i -> bus.publish(Publish.to(TOPIC, Map.of("n", i)).key("k" + i)));
    }

    private static GraphBus instance(InMemoryEventLog shared, Audit audit) {
        return GraphBus.builder()
                .eventLog(
                        shared, Durability.ALL.pace(Duration.ofMillis(600), Duration.ofMillis(20)))
                .options(RuntimeOptions.builder().retry(RetryPolicy.DEFAULT.withRetries(0)).build())
                .agent(audit)
                .build()
                .start();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
