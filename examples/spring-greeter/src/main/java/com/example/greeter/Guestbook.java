package com.example.greeter;

import io.graphbus.agent.AgentContext;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.spring.AgentComponent;
import java.util.ArrayList;
import java.util.List;

/** Remembers who was greeted. An agent does one thing at a time, so a plain list will do. */
@AgentComponent
public class Guestbook {

    private final AgentContext context;
    private final List<String> names = new ArrayList<>();

    Guestbook(AgentContext context) {
        this.context = context;
    }

    @Subscribes("/Greeting/Made")
    public void onGreeting(Greeting greeting) {
        names.add(greeting.name());
        context.logger().info("{} was greeted", greeting.name());
    }

    @SchemaMethod
    public List<String> names() {
        return List.copyOf(names);
    }
}
