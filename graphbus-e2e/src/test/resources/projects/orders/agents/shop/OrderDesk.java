package shop;

import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Default;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

@Agent(name = "order-desk", description = "Takes orders")
public final class OrderDesk {

    private final AgentContext context;
    private final List<String> taken = new ArrayList<>();

    public OrderDesk(AgentContext context) {
        this.context = context;
    }

    @SchemaMethod
    @Publishes(value = "/Order/Created", key = "/id")
    public Order place(String id, List<Line> lines, @Default("NEW") Order.Status status) {
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("an order needs at least one line");
        }
        taken.add(id);
        return new Order(id, List.copyOf(lines), Instant.EPOCH, status);
    }

    @SchemaMethod
    public Map<String, Object> overview() {
        return Map.of("count", taken.size(), "ids", List.copyOf(taken), "desk", context.name());
    }
}
