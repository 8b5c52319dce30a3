package io.graphbus.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.test.junit.GraphBusExtension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What docs/guide/testing.md shows. */
class GuideTest {

    public record Order(String id) {}

    public record Paid(String id, int amount) {}

    @Agent
    public static class Shop {
        @SchemaMethod
        @Publishes("/Order/Placed")
        public Order place(String id) {
            return new Order(id);
        }
    }

    @Agent
    public static class Bookkeeper {
        private final AgentContext context;

        public Bookkeeper(AgentContext context) {
            this.context = context;
        }

        @Subscribes("/Order/Placed")
        @Publishes("/Order/Paid")
        public Paid onOrder(Order order) {
            if (order.id().isEmpty()) {
                throw new IllegalArgumentException("an order needs an id");
            }
            context.publishAfter(Duration.ofDays(14), "/Order/Closed", order);
            return new Paid(order.id(), 3);
        }
    }

    @Test
    void aGraphIsAskedWhatCameOfACall() {
        try (GraphBusTester graph = GraphBusTester.of(Shop.class, Bookkeeper.class)) {
            graph.call("Shop", "place", "a"); // waits for what the call set going
            assertThat(graph.events().from("Shop"))
                    .areOn("/Order/Placed")
                    .havePayloads(new Order("a"))
                    .wereHandled();
            assertThat(graph).hasHandled("Bookkeeper", 1).hasLostNothing();
        }
    }

    @RegisterExtension
    static final GraphBusExtension SHOP = GraphBusExtension.of(Shop.class, Bookkeeper.class);

    @Test
    void whatIsOrderedIsPaidAndClosedTwoWeeksLater(Scenario scenario) {
        scenario.publish("/Order/Placed", new Order("a"))
                .andWaitForEvent("/Order/Paid", Paid.class)
                .matching(paid -> paid.amount() == 3)
                .andNoEvent("/Order/Closed")
                .andAfter(Duration.ofDays(14))
                .andWaitForEvent("/Order/Closed");
    }

    @Test
    void anOrderWithoutIdIsNotPaid(Scenario scenario) {
        scenario.publish("/Order/Placed", new Order(""))
                .andFailure(IllegalArgumentException.class)
                .andNoEvent("/Order/Paid");
    }
}
