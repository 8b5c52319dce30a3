package shop;

import io.graphbus.agent.Agent;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Stateful;
import io.graphbus.agent.Subscribes;
import java.util.Map;
import java.util.TreeMap;

/** Knows what is on the shelf, also after a restart. Never handles two orders at once. */
@Agent(description = "Reserves what was ordered")
public class Warehouse implements Stateful<Warehouse.Shelf> {

    /** Pieces by item. */
    public record Shelf(Map<String, Integer> pieces) {}

    private final Map<String, Integer> pieces =
            new TreeMap<>(Map.of("coffee", 5, "tea", 3, "teapot", 1));

    @Subscribes("/Order/Placed")
    @Publishes("/Order/Checked")
    public Reservation reserve(Order order) {
        int there = pieces.getOrDefault(order.item(), 0);
        boolean enough = there >= order.quantity();
        int left = enough ? there - order.quantity() : there;
        pieces.put(order.item(), left);
        return new Reservation(order, enough, left);
    }

    @SchemaMethod
    public Map<String, Integer> shelf() {
        return new TreeMap<>(pieces);
    }

    @Override
    public Shelf captureState() {
        return new Shelf(shelf());
    }

    @Override
    public void restoreState(Shelf shelf) {
        pieces.clear();
        pieces.putAll(shelf.pieces());
    }
}
