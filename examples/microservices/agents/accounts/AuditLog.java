package accounts;

import io.graphbus.agent.Agent;
import io.graphbus.agent.Event;
import io.graphbus.agent.Priority;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Stateful;
import io.graphbus.agent.Subscribes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Hears of everything, whatever its type, and keeps the latest hundred entries. */
@Agent(description = "Writes down what happened")
public class AuditLog implements Stateful<AuditLog.Trail> {

    private static final int KEPT = 100;

    /** One thing that happened. */
    public record Entry(String topic, String source, String key) {}

    /** The latest entries, oldest first. */
    public record Trail(List<Entry> entries) {}

    private final Deque<Entry> entries = new ArrayDeque<>();

    @Subscribes(
            value = {"/User/**", "/Mail/**"},
            priority = Priority.LOW)
    public void record(Event event) {
        entries.add(new Entry(event.topic(), event.source(), String.valueOf(event.key())));
        if (entries.size() > KEPT) {
            entries.remove();
        }
        System.out.println("audit  " + event.topic() + " by " + event.source());
    }

    @SchemaMethod
    public List<Entry> trail() {
        return List.copyOf(entries);
    }

    @Override
    public Trail captureState() {
        return new Trail(List.copyOf(entries));
    }

    @Override
    public void restoreState(Trail trail) {
        entries.clear();
        entries.addAll(trail.entries());
    }
}
