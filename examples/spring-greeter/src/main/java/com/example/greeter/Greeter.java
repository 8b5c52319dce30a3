package com.example.greeter;

import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.spring.AgentComponent;

/** Greets on request and lets everybody know. */
@AgentComponent
public class Greeter {

    private final Phrases phrases;

    Greeter(Phrases phrases) {
        this.phrases = phrases;
    }

    @SchemaMethod
    @Publishes("/Greeting/Made")
    public Greeting greet(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("there is nobody to greet");
        }
        return new Greeting(name, phrases.greeting(name));
    }
}
