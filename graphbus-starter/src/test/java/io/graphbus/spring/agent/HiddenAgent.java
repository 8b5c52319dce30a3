package io.graphbus.spring.agent;

import io.graphbus.agent.Agent;
import io.graphbus.agent.SchemaMethod;

/** An agent that its bean definition calls a {@code Runnable}. */
@Agent
public class HiddenAgent implements Runnable {

    @Override
    @SchemaMethod
    public void run() {
        // nothing to do
    }
}
