package counter;

import io.graphbus.agent.Agent;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Stateful;

@Agent
public class Counter implements Stateful<Counter.State> {

    public record State(int count) {}

    private int count;

    @SchemaMethod
    public int increment() {
        return ++count;
    }

    @Override
    public State captureState() {
        return new State(count);
    }

    @Override
    public void restoreState(State state) {
        count = state.count();
    }
}
