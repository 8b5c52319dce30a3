package io.graphbus.spring.metrics;

import io.graphbus.agent.Agent;
import io.graphbus.agent.Retry;
import io.graphbus.agent.Subscribes;

/** Never succeeds, and is tried again much later. */
@Agent
public class Failing {

    @Subscribes(value = "/Failing/Topic", retry = @Retry(delay = "10m", maxDelay = "10m"))
    public void fail() {
        throw new IllegalStateException("never");
    }
}
