package shop;

import io.graphbus.agent.Agent;
import io.graphbus.agent.Contract;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;

/** Takes orders. */
@Agent
@Contract(version = "1.0.0")
public class Orders {

    @SchemaMethod
    @Publishes("/Order/Created")
    public Order place(String id, String customer, int cents) {
        return new Order(id, customer, cents);
    }
}
