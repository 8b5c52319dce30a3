package io.graphbus.spring.test.shop;

import io.graphbus.agent.Publishes;
import io.graphbus.agent.Subscribes;
import io.graphbus.spring.AgentComponent;
import java.time.Clock;

/** Takes money. */
@AgentComponent
public class Cashier {

    private final Prices prices;
    private final Clock clock;

    Cashier(Prices prices, Clock clock) {
        this.prices = prices;
        this.clock = clock;
    }

    @Subscribes("/Order/Created")
    @Publishes("/Order/Paid")
    public Paid onOrder(Order order) {
        return new Paid(order.id(), prices.of(order.article()), clock.instant());
    }
}
