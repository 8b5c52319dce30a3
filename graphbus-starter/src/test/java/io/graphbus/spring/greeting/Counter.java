package io.graphbus.spring.greeting;

import io.graphbus.agent.Agent;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Stateful;

/** Has state. */
@Agent
public class Counter implements Stateful<Counter.Count> {

    private int count;

    @SchemaMethod
    public int increment() {
        return ++count;
    }

    @Override
    public Count captureState() {
        return new Count(count);
    }

    @Override
    public void restoreState(Count state) {
        count = state.value();
    }

    /** How often it was incremented. */
    public record Count(int value) {}
}
