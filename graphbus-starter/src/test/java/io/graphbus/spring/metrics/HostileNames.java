package io.graphbus.spring.metrics;

import io.graphbus.agent.Agent;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;

/** Names as hostile as agents' authors can make them. */
@Agent(name = "a.b-c_D")
public class HostileNames {

    static final String SUBSCRIBER = "quo\"te \\ back\nline } , ü 漢 \t #";
    static final String TOPIC = "/Hostile/x.y-z";

    @Subscribes(value = TOPIC, id = SUBSCRIBER)
    public void hear() {
        // counted
    }

    @SchemaMethod
    public int größe$1() {
        return 1;
    }
}
