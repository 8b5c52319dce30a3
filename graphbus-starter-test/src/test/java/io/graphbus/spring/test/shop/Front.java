package io.graphbus.spring.test.shop;

import io.graphbus.GraphBus;
import org.springframework.stereotype.Service;

/** The way to the agents for the rest of the application. */
@Service
public class Front {

    private final GraphBus bus;

    Front(GraphBus bus) {
        this.bus = bus;
    }

    public void order(Order order) {
        bus.publish("/Order/Created", order);
    }
}
