package stillborn;

import io.graphbus.agent.Agent;
import io.graphbus.agent.SchemaMethod;

@Agent
public class Stillborn {

    public Stillborn() {
        throw new IllegalStateException("not today");
    }

    @SchemaMethod
    public void live() {}
}
