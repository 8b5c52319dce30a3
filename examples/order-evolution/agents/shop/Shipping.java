package shop;

import io.graphbus.agent.Agent;
import io.graphbus.agent.Contract;
import io.graphbus.agent.SchemaVersion;
import io.graphbus.agent.Subscribes;

/** Ships orders; written when orders had a currency already. */
@Agent
@Contract(version = "1.0.0")
public class Shipping {

    @Subscribes("/Order/Created")
    @SchemaVersion("^2")
    public void ship(Order order) {
        System.out.println(
                "Shipping packs " + order.id() + " of " + order.total() + " " + order.currency());
    }
}
