package io.graphbus.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Stateful;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.Publish;
import io.graphbus.runtime.RuntimeOptions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScenarioTest {

    public record Order(String id, int amount) {}

    public record Paid(String id, int amount) {}

    public record Balance(int sum) {}

    @Agent
    public static class Cashier implements Stateful<Balance> {
        private int sum;

        @Subscribes("/Order/Created")
        @Publishes("/Order/Paid")
        public Paid onOrder(Order order) {
            if (order.amount() < 0) {
                throw new IllegalArgumentException("a negative amount");
            }
            sum += order.amount();
            return new Paid(order.id(), order.amount());
        }

        @SchemaMethod
        public int sum() {
            return sum;
        }

        @Override
        public Balance captureState() {
            return new Balance(sum);
        }

        @Override
        public void restoreState(Balance balance) {
            sum = balance.sum();
        }
    }

    @Agent
    public static class Postman {
        private final AgentContext context;

        public Postman(AgentContext context) {
            this.context = context;
        }

        @Subscribes("/Order/Paid")
        public void onPaid(Paid paid) {
            context.publishAfter(Duration.ofDays(2), "/Order/Delivered", paid.id());
        }
    }

    @Agent
    public static class Hasty {
        private final AgentContext context;

        public Hasty(AgentContext context) {
            this.context = context;
        }

        @Subscribes("/Order/Paid")
        public void onPaid(Paid paid) {
            context.publishAfter(Duration.ofMillis(50), "/Order/Delivered", paid.id());
        }
    }

    private final GraphBusTester graph = GraphBusTester.of(Cashier.class, Postman.class);
    private final Scenario scenario = graph.scenario();

    @AfterEach
    void close() {
        graph.close();
    }

    @Test
    void aSentenceSaysWhatComesOfAnEvent() {
        Paid paid =
                scenario.publish("/Order/Created", new Order("a", 3))
                        .andWaitForEvent("/Order/Paid", Paid.class)
                        .from("Cashier")
                        .matching(p -> p.amount() == 3)
                        .times(1)
                        .toArriveAndVerify(p -> assertThat(p.id()).isEqualTo("a"))
                        .andNoEvent("/Order/Delivered")
                        .andAfter(Duration.ofDays(2))
                        .andWaitForEvent("/Order/Delivered", String.class)
                        .matching("a"::equals)
                        .andWaitForEvent("/Order/Paid", Paid.class)
                        .payload();
        assertThat(paid).isEqualTo(new Paid("a", 3));
        scenario.call("Cashier", "sum")
                .andResult(int.class, sum -> assertThat(sum).isEqualTo(3))
                .andState("Cashier", Balance.class, b -> assertThat(b).isEqualTo(new Balance(3)))
                .andNoEvent("/Order/*");
    }

    @Test
    void anEventMayComeWithinATimeThatPassesNoFurtherThanNeeded() {
        Instant before = graph.clock().instant();
        scenario.publish("/Order/Created", new Order("a", 3))
                .andWaitForEvent("/Order/Paid", Paid.class, Duration.ofDays(14))
                .andWaitForEvent("/Order/Delivered", String.class, Duration.ofDays(14))
                .matching("a"::equals);
        assertThat(graph.clock().instant()).isEqualTo(before.plus(Duration.ofDays(2)));
        Outcome outcome = scenario.publish("/Order/Created", new Order("b", 3));
        assertThatThrownBy(() -> outcome.andWaitForEvent("/Order/Delivered", Duration.ofDays(1)))
                .hasMessageContaining("Expected an event on /Order/Delivered within PT24H")
                .hasMessageContaining("/Order/Paid from Cashier");
        assertThat(graph.clock().instant()).isEqualTo(before.plus(Duration.ofDays(3)));
        outcome.andWaitForEvent("/Order/Delivered", Duration.ofDays(1));
    }

    @Test
    void aRealClockIsWaitedFor() {
        try (GraphBusTester real =
                GraphBusTester.with(RuntimeOptions.DEFAULTS, Cashier.class, Hasty.class)) {
            real.scenario()
                    .stimulate(() -> real.bus().publish("/Order/Created", new Order("a", 3)))
                    .andWaitForEvent("/Order/Delivered", String.class, Duration.ofSeconds(20))
                    .matching("a"::equals);
            assertThatThrownBy(
                            () ->
                                    real.scenario()
                                            .publish("/Other", "b")
                                            .andWaitForEvent("/Nobody", Duration.ofMillis(20)))
                    .hasMessageContaining("within PT0.02S");
        }
    }

    @Test
    void whatDidNotComeFailsWithWhatDid() {
        Outcome outcome = scenario.publish("/Order/Created", new Order("a", 3));
        assertThatThrownBy(() -> outcome.andWaitForEvent("/Order/Shipped"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expected an event on /Order/Shipped")
                .hasMessageContaining("/Order/Paid from Cashier");
        ExpectedEvent<Paid> paid = outcome.andWaitForEvent("/Order/Paid", Paid.class);
        assertThatThrownBy(() -> paid.matching(p -> p.amount() > 3))
                .hasMessageContaining("none does of [Paid[id=a, amount=3]]");
        assertThatThrownBy(() -> paid.from("Postman")).hasMessageContaining("from Postman");
        assertThatThrownBy(() -> paid.times(2)).hasMessageContaining("events on /Order/Paid");
        assertThatThrownBy(() -> outcome.andNoEvent("/Order/Paid"))
                .hasMessageContaining("Expected no event on /Order/Paid");
        assertThatThrownBy(() -> outcome.andFailure(Exception.class))
                .hasMessageContaining("failures");
    }

    @Test
    void eachSentenceSeesOnlyItsOwnEvents() {
        scenario.publish("/Order/Created", new Order("a", 3));
        assertThat(scenario.publish("/Other", "b").events()).areOn("/Other");
        assertThat(scenario.stimulate(() -> graph.bus().publish("/Third", "c")).events())
                .areOn("/Third");
        assertThat(graph.events()).hasSize(4);
        assertThatThrownBy(
                        () ->
                                scenario.stimulate(
                                        () -> {
                                            throw new java.io.IOException("no disk");
                                        }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no disk");
    }

    @Test
    void anExpectedFailureIsPartOfTheSentence() {
        Publish request = Publish.to("/Order/Created", new Order("a", -1)).key("a");
        scenario.publish(request)
                .andFailure(IllegalArgumentException.class)
                .andNoEvent("/Order/Paid");
        Publish another = Publish.to("/Order/Created", new Order("b", -1)).key("b");
        assertThatThrownBy(() -> scenario.publish(another).andWaitForEvent("/Order/Paid"))
                .hasMessageContaining("a negative amount");
        assertThat(graph.takeFailures())
                .singleElement()
                .satisfies(f -> assertThat(f.where()).isEqualTo("Cashier.onOrder"));
        assertThat(graph.takeFailures()).isEmpty();
    }

    @Test
    void agentsKeepTheirStateOverARestartAndDelayedWorkIsGone() {
        graph.publish("/Order/Created", new Order("a", 3));
        graph.restart();
        assertThat(graph.call("Cashier", "sum")).isEqualTo(3);
        assertThat(graph.events()).isEmpty();
        assertThat(graph).hasNothingPlanned().hasCalled("Cashier", "sum", 1);
    }
}
