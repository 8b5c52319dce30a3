package io.graphbus.spring.transaction;

import io.graphbus.agent.Event;
import io.graphbus.agent.Subscribes;
import io.graphbus.spring.AgentComponent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what it hears, and whether the database has it already. */
@AgentComponent
public class Ledger {

    private final Purchases purchases;
    private final List<Event> heard = new CopyOnWriteArrayList<>();
    private final List<Object> known = new CopyOnWriteArrayList<>();

    Ledger(Purchases purchases) {
        this.purchases = purchases;
    }

    @Subscribes("/Shop/*")
    public void on(Event event) {
        heard.add(event);
        if (event.payload() instanceof String item && purchases.existsByItem(item)) {
            known.add(item);
        }
    }

    List<Event> heard() {
        return List.copyOf(heard);
    }

    List<Object> known() {
        return List.copyOf(known);
    }

    void forget() {
        heard.clear();
        known.clear();
    }
}
