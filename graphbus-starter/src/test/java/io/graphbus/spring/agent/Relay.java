package io.graphbus.spring.agent;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.spring.greeting.Greeting;
import java.util.Map;

/** Calls another agent through the graph it is part of. */
@Agent
public class Relay {

    private final GraphBus bus;

    public Relay(GraphBus bus) {
        this.bus = bus;
    }

    @SchemaMethod
    public String relay(String name) {
        return bus.call("Greeter", "greet", Map.of("name", name), Greeting.class).text();
    }
}
