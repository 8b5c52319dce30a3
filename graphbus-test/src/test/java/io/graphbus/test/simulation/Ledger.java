package io.graphbus.test.simulation;

import io.graphbus.signal.EngineSignal.DeliveryCompleted;
import io.graphbus.signal.EngineSignal.DeliveryFailed;
import io.graphbus.signal.EngineSignal.DeliverySkipped;
import io.graphbus.signal.EngineSignal.EventPublished;
import io.graphbus.signal.Signal;
import io.graphbus.signal.SignalListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every event and what became of each of its deliveries, as the signals tell it. */
final class Ledger implements SignalListener<Signal> {

    private final Map<String, Integer> owed = new LinkedHashMap<>();
    private final List<String> twice = new ArrayList<>();
    private final Map<String, String> settled = new LinkedHashMap<>();

    @Override
    public Class<Signal> type() {
        return Signal.class;
    }

    @Override
    public void on(Signal signal) {
        if (signal instanceof EventPublished p) {
            owed.merge(p.event().id(), p.subscribers(), Integer::sum);
        } else if (signal instanceof DeliveryCompleted d) {
            settle(d.event().id(), d.agent(), d.subscription(), "completed");
        } else if (signal instanceof DeliveryFailed d) {
            settle(d.event().id(), d.agent(), d.subscription(), "failed");
        } else if (signal instanceof DeliverySkipped d) {
            settle(d.event().id(), d.agent(), d.subscription(), "skipped " + d.reason());
        }
    }

    private void settle(String event, String agent, String subscription, String how) {
        owed.merge(event, -1, Integer::sum);
        String delivery = event + " to " + agent + "." + subscription;
        String before = settled.put(delivery, how);
        if (before != null) {
            twice.add(delivery + ": " + before + " and " + how);
        }
    }

    int events() {
        return owed.size();
    }

    /** Events with deliveries that nothing became of, or more than one thing. */
    List<String> wrong() {
        List<String> wrong = new ArrayList<>(twice);
        owed.forEach(
                (event, count) -> {
                    if (count != 0) {
                        wrong.add(event + " has " + count + " deliveries unsettled");
                    }
                });
        return wrong;
    }
}
