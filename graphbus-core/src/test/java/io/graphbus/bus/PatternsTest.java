package io.graphbus.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Event;
import io.graphbus.agent.Subscribes;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.signal.EngineSignal.ProblemReported;
import io.graphbus.signal.SignalListener;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Which topics a pattern stands for, and what filters let pass. */
class PatternsTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Agent
    public static class Ears {
        final List<String> heard = new CopyOnWriteArrayList<>();

        @Subscribes("/Shop/*")
        public void one(Event event) {
            heard.add("one " + event.topic());
        }

        @Subscribes("/Shop/**")
        public void deep(Event event) {
            heard.add("deep " + event.topic());
        }

        @Subscribes({"/Shop/A", "/Shop/*/New", "/Other"})
        public void several(Event event) {
            heard.add("several " + event.topic());
        }

        @Subscribes("/*/A")
        public void any(Event event) {
            heard.add("any " + event.topic());
        }
    }

    @Test
    void eachSubscriptionThatMatchesIsADeliveryOfItsOwn() {
        Ears ears = new Ears();
        try (GraphBus bus = GraphBus.of(ears)) {
            assertThat(bus.publish("/Shop/A", 1).subscribers()).isEqualTo(4);
            assertThat(bus.publish("/Shop/A/New", 1).subscribers()).isEqualTo(2);
            assertThat(bus.publish("/Shop", 1).subscribers()).isZero();
            assertThat(bus.publish("/Other", 1).subscribers()).isEqualTo(1);
            assertThat(bus.publish("/Other/A", 1).subscribers()).isEqualTo(1);
            assertThat(bus.publish("/Shop/a", 1).subscribers()).isEqualTo(2);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(ears.heard)
                    .containsExactlyInAnyOrder(
                            "one /Shop/A",
                            "deep /Shop/A",
                            "several /Shop/A",
                            "any /Shop/A",
                            "deep /Shop/A/New",
                            "several /Shop/A/New",
                            "several /Other",
                            "any /Other/A",
                            "one /Shop/a",
                            "deep /Shop/a");
            assertThat(bus.stats().unaccounted()).isZero();
        }
    }

    @Test
    void aTopicThatIsFirstSeenLaterIsHeardByEarlierAndLaterPatterns() {
        Ears ears = new Ears();
        try (GraphBus bus = GraphBus.of(ears)) {
            bus.publish("/Shop/Late", 1);
            bus.subscribe("Ears", "/*/Late", "any");
            bus.publish("/Shop/Late", 2);
            bus.publish("/New/Late", 3);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(ears.heard.stream().filter(h -> h.startsWith("any")))
                    .containsExactly("any /Shop/Late", "any /New/Late");
        }
    }

    @Agent
    public static class Twice {
        @Subscribes({"/A", "/A"})
        public void hear() {}
    }

    @Agent
    public static class Wrong {
        @Subscribes({"/**/A", "A", "/A*", "/A/", "/**/*"})
        public void hear() {}
    }

    @Test
    void duplicatesAndMisshapenPatternsAreRefusedAtOnce() {
        assertThatThrownBy(() -> GraphBus.of(new Twice()))
                .hasMessageContaining("DUPLICATE_SUBSCRIPTION");
        assertThatThrownBy(() -> GraphBus.of(new Wrong())).hasMessageContaining("INVALID_TOPIC");
    }

    public record Money(int amount, String currency) {}

    public record Bill(String id, Money total, List<String> tags) {}

    @Agent
    public static class Picky {
        final List<String> heard = new CopyOnWriteArrayList<>();

        @Subscribes(
                value = "/Bill/*",
                id = "large",
                filter = "total.amount > 100 && 'new' in tags && payload.id != 'x'")
        public void large(Event event) {
            heard.add("large");
        }

        @Subscribes(
                value = "/Bill/*",
                id = "about",
                filter =
                        "event.topic == '/Bill/A' && event.key == 'k' && event.headers.from == 'me'"
                                + " && event.source == 'external' && event.priority == 'NORMAL'"
                                + " && event.time != '' && event.id != '' &&"
                                + " event.schemaVersion == null")
        public void about() {
            heard.add("about");
        }

        @Subscribes(value = "/Bill/*", id = "soft", filter = "has(payload.total)")
        public void soft() {
            heard.add("soft");
        }
    }

    @Test
    void filtersSeeRecordsMapsAndTheEvent() {
        Picky picky = new Picky();
        try (GraphBus bus = GraphBus.of(picky)) {
            Bill bill = new Bill("a", new Money(101, "EUR"), List.of("new"));
            bus.publish(Publish.to("/Bill/A", bill).key("k").headers(Map.of("from", "me")));
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(picky.heard).containsExactlyInAnyOrder("large", "about", "soft");
            picky.heard.clear();
            Map<String, Object> map =
                    Map.of("id", "b", "total", new Money(500, "EUR"), "tags", List.of("new"));
            bus.publish("/Bill/B", map);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(picky.heard).containsExactlyInAnyOrder("large", "soft");
        }
    }

    @Test
    void aFilterThatCannotBeEvaluatedIsReportedOnceAndCounted() {
        List<Problem> problems = new CopyOnWriteArrayList<>();
        SignalListener<ProblemReported> listener =
                SignalListener.of(ProblemReported.class, r -> problems.add(r.problem()));
        Picky picky = new Picky();
        try (GraphBus bus = GraphBus.builder().agent(picky).listener(listener).build().start()) {
            for (int i = 0; i < 5; i++) {
                bus.publish("/Bill/C", Map.of("id", "no total"));
            }
            bus.publish("/Bill/C", "a text");
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(picky.heard).isEmpty();
            assertThat(bus.stats().filtered()).isEqualTo(18);
            assertThat(bus.stats().unaccounted()).isZero();
            assertThat(problems).extracting(Problem::code).containsOnly(ProblemCode.INVALID_FILTER);
            assertThat(problems).extracting(Problem::where).doesNotHaveDuplicates();
            assertThat(problems).extracting(Problem::where).contains("Picky.large");
        }
    }
}
