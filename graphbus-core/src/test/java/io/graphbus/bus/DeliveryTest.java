package io.graphbus.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Event;
import io.graphbus.agent.Priority;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.DeliveryRecord.Status;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.retry.RetryPolicy;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.runtime.RuntimeStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    public record Item(String id, int amount) {}

    public record Processed(String id, int doubled) {}

    @Agent
    public static class Forms {
        final List<Object> seen = new CopyOnWriteArrayList<>();

        @Subscribes("/Form/Any")
        public void nothing() {
            seen.add("nothing");
        }

        @Subscribes("/Form/Any")
        public void payload(Item item) {
            seen.add(item);
        }

        @Subscribes("/Form/Any")
        public void event(Event event) {
            seen.add(event);
        }

        @Subscribes("/Form/Any")
        public void both(Item item, Event event) {
            seen.add(List.of(item, event));
        }
    }

    @Test
    void eachHandlerIsCalledInItsForm() {
        Forms forms = new Forms();
        try (GraphBus bus = GraphBus.of(forms)) {
            Item item = new Item("a", 1);
            Receipt receipt = bus.publish("/Form/Any", item);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            Event event = bus.event(receipt.id()).orElseThrow().event();
            assertThat(receipt.subscribers()).isEqualTo(4);
            assertThat(forms.seen)
                    .containsExactlyInAnyOrder("nothing", item, event, List.of(item, event));
        }
    }

    @Agent
    public static class Consumer {
        @Subscribes("/Item/Made")
        @Publishes(value = "/Item/Doubled", key = "/id")
        public Processed onItem(Item item) {
            return new Processed(item.id(), item.amount() * 2);
        }
    }

    @Agent
    public static class Processor {
        final List<Object> seen = new CopyOnWriteArrayList<>();

        @Subscribes("/Item/Doubled")
        @Publishes("/Item/Done")
        public String onDoubled(Processed processed, Event event) {
            seen.add(processed);
            seen.add(String.valueOf(event.key()));
            return processed.id();
        }
    }

    @Test
    void aChainOfTopicsCarriesAnItemAndKnowsItsCauses() {
        Processor processor = new Processor();
        try (GraphBus bus = GraphBus.of(new Consumer(), processor)) {
            Receipt first = bus.publish("/Item/Made", new Item("a", 21));
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(processor.seen).containsExactly(new Processed("a", 42), "a");
            assertThat(bus.stats().published()).isEqualTo(3);
            List<Event> events =
                    bus.history(HistoryQuery.newest(10)).stream().map(HistoryEntry::event).toList();
            assertThat(events)
                    .extracting(Event::source)
                    .containsExactly("Processor", "Consumer", Event.EXTERNAL);
            assertThat(events).extracting(Event::hops).containsExactly(2, 1, 0);
            assertThat(events).extracting(Event::correlationId).containsOnly(first.id());
            assertThat(events.get(1).causationId()).isEqualTo(first.id());
            assertThat(events.get(2).causationId()).isNull();
        }
    }

    @Agent
    public static class Picky {
        final List<Object> seen = new CopyOnWriteArrayList<>();

        @Subscribes(value = "/Item/Made", filter = "amount > 100 && event.source == 'external'")
        public void onLarge(Item item) {
            seen.add(item.id());
        }

        @Subscribes("/Item/Made")
        public void failing(Item item) {
            if (item.amount() == 13) {
                throw new IllegalStateException("unlucky");
            }
        }
    }

    @Test
    void filteredAndFailedDeliveriesAreCountedAsSuch() {
        Picky picky = new Picky();
        RuntimeOptions once = RuntimeOptions.DEFAULTS.withRetry(RetryPolicy.NONE);
        try (GraphBus bus = GraphBus.builder().agent(picky).options(once).build().start()) {
            bus.publish("/Item/Made", new Item("small", 13));
            bus.publish("/Item/Made", Map.of("id", "large", "amount", 101));
            bus.publish("/Item/Made", "no item at all");
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(picky.seen).containsExactly("large");
            RuntimeStats stats = bus.stats();
            assertThat(stats.offered()).isEqualTo(6);
            assertThat(stats.delivered()).isEqualTo(2);
            assertThat(stats.filtered()).isEqualTo(2);
            assertThat(stats.failed()).isEqualTo(2);
            assertThat(stats.unaccounted()).isZero();
            List<HistoryEntry> history = bus.history(HistoryQuery.newest(3));
            assertThat(history.get(2).deliveries())
                    .extracting(DeliveryRecord::status)
                    .containsExactlyInAnyOrder(Status.FILTERED, Status.DEAD);
            assertThat(history.get(2).deliveries())
                    .extracting(DeliveryRecord::error)
                    .contains("java.lang.IllegalStateException: unlucky");
        }
    }

    @Test
    void theHistoryHoldsTheNewestThousand() {
        try (GraphBus bus = GraphBus.of(new Consumer())) {
            for (int i = 0; i < 1500; i++) {
                bus.publish("/Numbers", i);
            }
            List<HistoryEntry> all = bus.history(HistoryQuery.newest(5000));
            assertThat(all).hasSize(1000);
            assertThat(all.get(0).event().payload()).isEqualTo(1499);
            assertThat(all.get(999).event().payload()).isEqualTo(500);
            assertThat(bus.history(HistoryQuery.newest(5))).hasSize(5);
            String middle = all.get(100).event().id();
            assertThat(bus.history(new HistoryQuery(1000, null, null, middle))).hasSize(100);
            assertThat(bus.history(HistoryQuery.newest(2).before(middle)))
                    .extracting(e -> e.event().payload())
                    .containsExactly(1398, 1397);
            assertThat(bus.event("nonsense-1")).isEmpty();
            assertThat(bus.event(middle.replaceAll("\\d+$", "1"))).isEmpty();
        }
    }

    @Test
    void theHistoryCanBeAskedForTopicAndAgent() {
        try (GraphBus bus = GraphBus.of(new Consumer(), new Processor())) {
            bus.publish("/Item/Made", new Item("a", 1));
            bus.publish("/Other", 1);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(bus.history(new HistoryQuery(9, "/Item/Done", null, null))).hasSize(1);
            assertThat(bus.history(new HistoryQuery(9, "/Item/*", null, null))).hasSize(3);
            assertThat(bus.history(new HistoryQuery(1, "/**", null, null))).hasSize(1);
            assertThat(bus.history(new HistoryQuery(9, "/*", null, null))).hasSize(1);
            assertThat(bus.history(new HistoryQuery(9, null, "Consumer", null))).hasSize(2);
            assertThat(bus.history(new HistoryQuery(9, null, "Nobody", null))).isEmpty();
        }
    }

    @Agent
    public static class Ping {
        @Subscribes("/Ping")
        @Publishes("/Pong")
        public String onPing(String text) {
            return text;
        }
    }

    @Agent
    public static class Pong {
        @Subscribes("/Pong")
        @Publishes("/Ping")
        public String onPong(String text) {
            return text;
        }
    }

    @Test
    void aCircleOfEventsIsStoppedAndNamed() {
        try (GraphBus bus = GraphBus.of(new Ping(), new Pong())) {
            bus.publish("/Ping", "go");
            assertThat(bus.awaitIdle(SOON)).isTrue();
            RuntimeStats stats = bus.stats();
            assertThat(stats.published()).isEqualTo(257);
            assertThat(stats.failed()).isEqualTo(1);
            DeliveryRecord last = bus.history(HistoryQuery.newest(1)).get(0).deliveries().get(0);
            assertThat(last.error())
                    .contains("EVENT_LOOP", "Pong publishes /Ping", "Ping publishes /Pong");
            bus.publish("/Ping", "again");
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(bus.stats().unaccounted()).isZero();
        }
    }

    @Test
    void aTextThatIsNoTopicIsRefused() {
        try (GraphBus bus = GraphBus.of(new Ping())) {
            for (String topic : List.of("", "Ping", "/Ping/", "/Pi ng", "/Ping/*")) {
                assertThatThrownBy(() -> bus.publish(topic, 1))
                        .isInstanceOfSatisfying(
                                GraphBusException.class,
                                e ->
                                        assertThat(e.problem().code())
                                                .isEqualTo(ProblemCode.INVALID_TOPIC));
            }
        }
    }

    @Agent
    public static class Keeper {
        final List<Object> seen = new CopyOnWriteArrayList<>();

        @Subscribes("/Keep")
        public void keep(Event event) {
            seen.add(String.valueOf(event.payload()));
        }
    }

    @Test
    void whatIsPublishedDoesNotChangeAnyMore() {
        Map<String, Object> map = new LinkedHashMap<>();
        List<Object> list = new ArrayList<>(List.of("a"));
        map.put("list", list);
        try (GraphBus bus = GraphBus.of(new Keeper())) {
            String id = bus.publish("/Keep", map).id();
            list.add("b");
            map.put("more", 1);
            Event event = bus.event(id).orElseThrow().event();
            assertThat(event.payload()).isEqualTo(Map.of("list", List.of("a")));
            assertThat(bus.payloadJson(event)).isEqualTo("{\"list\":[\"a\"]}");
            int[] numbers = {1, 2};
            id = bus.publish("/Keep", numbers).id();
            numbers[0] = 9;
            assertThat((int[]) bus.event(id).orElseThrow().event().payload()).containsExactly(1, 2);
        }
    }

    @Test
    void aPayloadIsConvertedOncePerType() {
        try (GraphBus bus = GraphBus.of(new Keeper())) {
            String id = bus.publishJson("/Keep", "{\"id\":\"a\",\"amount\":3}").id();
            Event event = bus.event(id).orElseThrow().event();
            Item item = event.payload(Item.class);
            assertThat(item).isEqualTo(new Item("a", 3)).isSameAs(event.payload(Item.class));
            assertThat(event.payload(Map.class)).isEqualTo(Map.of("id", "a", "amount", 3));
            assertThat(event.payload(Object.class)).isInstanceOf(Map.class);
            assertThatThrownBy(() -> event.payload(Integer.class))
                    .hasMessageContaining("INVALID_PAYLOAD");
        }
    }

    @Test
    void anEventCarriesWhatItsPublisherSaid() {
        try (GraphBus bus = GraphBus.of(new Keeper())) {
            String id =
                    bus.publish(
                                    Publish.to("/Keep", 1)
                                            .key("k")
                                            .priority(Priority.HIGH)
                                            .schemaVersion("1.2.0")
                                            .headers(Map.of("a", "b")))
                            .id();
            Event event = bus.event(id).orElseThrow().event();
            assertThat(event.key()).isEqualTo("k");
            assertThat(event.priority()).isEqualTo(Priority.HIGH);
            assertThat(event.schemaVersion()).isEqualTo("1.2.0");
            assertThat(event.headers()).containsEntry("a", "b");
            assertThat(event.correlationId()).isEqualTo(id);
            assertThat(event.time()).isNotNull();
            assertThat(event).hasToString(id + " on /Keep from external");
        }
    }

    @Test
    void topicsThatNobodyKnowsDoNotFillTheMemory() {
        try (GraphBus bus = GraphBus.of(new Keeper())) {
            for (int i = 0; i < 10_100; i++) {
                bus.publish("/Unknown/T" + i, i);
            }
            assertThat(bus.stats().published()).isEqualTo(10_100);
            assertThat(bus.stats().topics()).hasSizeLessThan(10_050);
        }
    }

    @Test
    void statisticsNameTopicsAndSources() {
        try (GraphBus bus = GraphBus.of(new Consumer(), new Processor())) {
            bus.publish("/Item/Made", new Item("a", 1));
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(bus.stats().topics())
                    .extracting(t -> t.topic() + " " + t.source() + " " + t.subscribers())
                    .containsExactly(
                            "/Item/Done Processor 0",
                            "/Item/Doubled Consumer 1",
                            "/Item/Made external 1");
            assertThat(bus.stats().agents().get(0).subscriptions().get(0).latency().count())
                    .isEqualTo(1);
        }
    }
}
