package exiting;

import io.graphbus.agent.Agent;
import io.graphbus.agent.SchemaMethod;

/** Would end the process before it is an agent. */
@Agent
public class Exiting {

    static {
        System.exit(1);
    }

    @SchemaMethod
    public int one() {
        return 1;
    }
}
