package shop;

import io.graphbus.agent.Agent;
import io.graphbus.agent.DependsOn;
import io.graphbus.agent.Event;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

@Agent
@DependsOn({"order-desk", "Billing"})
public class Audit {

    private final List<String> seen = new CopyOnWriteArrayList<>();

    @Subscribes({"/Order/*", "/Invoice/**"})
    public void on(Object payload, Event event) {
        seen.add(event.source() + " " + event.topic());
    }

    @SchemaMethod
    public List<String> seen() {
        return seen;
    }
}
