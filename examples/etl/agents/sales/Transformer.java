package sales;

import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.Subscribes;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Transform: lines become sales, four at a time; what cannot be read goes another way. */
@Agent(description = "Cleans lines", concurrency = 4)
@Publishes("/Line/Rejected")
public class Transformer {

    private final AgentContext context;

    public Transformer(AgentContext context) {
        this.context = context;
    }

    /** Nothing is published to {@code /Sale/Cleaned} when this returns {@code null}. */
    @Subscribes("/Line/Read")
    @Publishes(value = "/Sale/Cleaned", key = "/region")
    public @Nullable Sale clean(Line line) {
        try {
            return sale(line);
        } catch (IllegalArgumentException e) {
            String reason = String.valueOf(e.getMessage());
            context.publish(
                    "/Line/Rejected",
                    new Rejected(line.file(), line.number(), line.text(), reason));
            return null;
        }
    }

    private static Sale sale(Line line) {
        List<String> cells = Arrays.stream(line.text().split(",")).map(String::strip).toList();
        if (cells.size() != 4) {
            throw new IllegalArgumentException("4 cells expected, found " + cells.size());
        }
        int quantity = quantity(cells.get(2));
        BigDecimal amount = new BigDecimal(cells.get(3)).multiply(BigDecimal.valueOf(quantity));
        String region = cells.get(0).toLowerCase(Locale.ROOT);
        return new Sale(line.file(), line.number(), region, cells.get(1), amount);
    }

    private static int quantity(String cell) {
        if (!cell.matches("\\d{1,6}")) {
            throw new IllegalArgumentException("\"" + cell + "\" is no quantity");
        }
        return Integer.parseInt(cell);
    }
}
