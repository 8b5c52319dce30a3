package endless;

import io.graphbus.agent.Agent;
import io.graphbus.agent.SchemaMethod;

/** Does not come out of its static initialiser before a property lets it. */
@Agent
public class Endless {

    static {
        while (!Boolean.getBoolean("graphbus.test.enough")) {
            Thread.onSpinWait();
        }
    }

    @SchemaMethod
    public int one() {
        return 1;
    }
}
