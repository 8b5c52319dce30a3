package shop;

import io.graphbus.agent.Agent;
import io.graphbus.agent.Contract;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaVersion;
import io.graphbus.agent.Subscribes;

/** Writes a bill for each order. */
@Agent
@Contract(version = "1.0.0")
public class Billing {

    @Subscribes("/Order/Created")
    @SchemaVersion("^1")
    @Publishes("/Bill/Written")
    public Bill bill(Order order) {
        return new Bill(order.id(), order.amount() + " cents from " + order.customer());
    }
}
