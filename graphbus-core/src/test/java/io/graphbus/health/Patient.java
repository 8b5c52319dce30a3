package io.graphbus.health;

import io.graphbus.agent.Agent;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import java.util.concurrent.CountDownLatch;

/** Does what it is told: succeeds, fails, or does not end. */
@Agent
public class Patient {

    final CountDownLatch gate = new CountDownLatch(1);

    @SchemaMethod
    public int work() {
        return 1;
    }

    @SchemaMethod
    public int fail() {
        throw new IllegalStateException("out of paper\nand ink");
    }

    @Subscribes("/Work")
    public void onWork(Boolean well) {
        if (!well) {
            throw new IllegalArgumentException("no");
        }
    }

    @Subscribes("/Stay")
    public void onStay() {
        boolean open = false;
        while (!open) {
            try {
                gate.await();
                open = true;
            } catch (InterruptedException e) {
                Thread.interrupted();
            }
        }
    }
}
