package shop.billing;

import io.graphbus.agent.Agent;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import shop.Line;
import shop.Order;

@Agent
public class Billing {

    public record Invoice(String order, BigDecimal total) {}

    private final Map<String, BigDecimal> totals = new HashMap<>();

    @Subscribes("/Order/Created")
    @Publishes("/Invoice/Issued")
    public Invoice bill(Order order) {
        BigDecimal total = BigDecimal.ZERO;
        for (Line line : order.lines()) {
            total = total.add(line.price().multiply(BigDecimal.valueOf(line.quantity())));
        }
        totals.put(order.id(), total);
        return new Invoice(order.id(), total);
    }

    @SchemaMethod
    public BigDecimal totalOf(String order) {
        return totals.getOrDefault(order, BigDecimal.ZERO);
    }
}
