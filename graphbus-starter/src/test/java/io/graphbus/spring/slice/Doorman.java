package io.graphbus.spring.slice;

import io.graphbus.agent.AgentContext;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.spring.AgentComponent;

/** Writes down who comes. */
@AgentComponent
public class Doorman {

    private final Visits visits;
    private final AgentContext context;

    Doorman(Visits visits, AgentContext context) {
        this.visits = visits;
        this.context = context;
    }

    @SchemaMethod
    public String admit(String visitor) {
        visits.save(new Visit(visitor));
        return context.name() + " admits " + visitor;
    }
}
