package shop;

import io.graphbus.agent.Agent;
import io.graphbus.agent.Default;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;

/** Where orders come in. The order is the answer, and afterwards an event. */
@Agent(description = "Takes orders")
public class OrderDesk {

    @SchemaMethod
    @Publishes(value = "/Order/Placed", key = "/item")
    public Order place(String customer, String item, @Default("1") int quantity) {
        return new Order(customer, item, quantity);
    }
}
