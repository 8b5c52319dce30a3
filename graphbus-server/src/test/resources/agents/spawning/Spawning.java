package spawning;

import io.graphbus.agent.Agent;
import io.graphbus.agent.SchemaMethod;
import java.util.concurrent.locks.LockSupport;

/** Starts a thread that goes on without it, until a property ends it. */
@Agent
public class Spawning {

    public Spawning() {
        Thread.ofPlatform().daemon().name("spawned").start(Spawning::goOn);
    }

    @SchemaMethod
    public int one() {
        return 1;
    }

    private static void goOn() {
        while (!Boolean.getBoolean("graphbus.test.enough")) {
            LockSupport.parkNanos(1_000_000);
        }
    }
}
