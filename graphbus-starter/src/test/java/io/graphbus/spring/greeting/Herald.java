package io.graphbus.spring.greeting;

import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;

/** Publishes through its context. */
@Agent
@Publishes(Greeter.GREETED)
public class Herald {

    private final AgentContext context;

    public Herald(AgentContext context) {
        this.context = context;
    }

    @SchemaMethod
    public String announce(String name) {
        context.publish(Greeter.GREETED, new Greeting(name, "Welcome, " + name + "!"));
        return context.name();
    }
}
