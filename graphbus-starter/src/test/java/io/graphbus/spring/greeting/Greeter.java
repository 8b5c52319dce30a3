package io.graphbus.spring.greeting;

import io.graphbus.agent.Agent;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;

/** Publishes its result. */
@Agent(description = "Greets")
public class Greeter {

    public static final String GREETED = "/Greeting/Made";

    @SchemaMethod
    @Publishes(GREETED)
    public Greeting greet(String name) {
        if (name.isBlank()) {
            throw new IllegalStateException("nobody to greet");
        }
        return new Greeting(name, "Hello, " + name + "!");
    }
}
