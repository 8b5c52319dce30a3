package sales;

import io.graphbus.agent.Agent;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Stateful;
import io.graphbus.agent.Subscribes;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Load: keeps each line once, however often its file is read, and prints a report when a file is
 * complete.
 */
@Agent(description = "Keeps sales and adds them up")
public class Loader implements Stateful<Loader.Table> {

    /** What was loaded, in the order of lines. */
    public record Table(List<Sale> sales) {}

    private final Map<String, Sale> sales = new TreeMap<>();
    private final Map<String, Map<Integer, Rejected>> rejected = new HashMap<>();
    private final Map<String, Integer> expected = new HashMap<>();

    @Subscribes("/Sale/Cleaned")
    public void load(Sale sale) {
        sales.put(sale.file() + ":" + sale.line(), sale);
        report(sale.file());
    }

    @Subscribes("/Line/Rejected")
    public void putAside(Rejected line) {
        rejected.computeIfAbsent(line.file(), f -> new TreeMap<>()).put(line.line(), line);
        report(line.file());
    }

    @Subscribes("/Batch/Read")
    public void expect(Batch batch) {
        expected.put(batch.file(), batch.lines());
        report(batch.file());
    }

    /** Sums by region. */
    @SchemaMethod
    public Map<String, BigDecimal> totals() {
        return sales.values().stream()
                .collect(
                        Collectors.groupingBy(
                                Sale::region,
                                TreeMap::new,
                                Collectors.reducing(
                                        BigDecimal.ZERO, Sale::amount, BigDecimal::add)));
    }

    private void report(String file) {
        Collection<Rejected> bad = rejected.getOrDefault(file, Map.of()).values();
        long good = sales.values().stream().filter(sale -> sale.file().equals(file)).count();
        if (!Integer.valueOf((int) good + bad.size()).equals(expected.get(file))) {
            return;
        }
        System.out.printf("%s: %d lines loaded, %d rejected%n", file, good, bad.size());
        bad.forEach(b -> System.out.printf("  line %d: %s: %s%n", b.line(), b.reason(), b.text()));
        totals().entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(t -> System.out.printf("  %-8s %8s%n", t.getKey(), t.getValue()));
    }

    @Override
    public Table captureState() {
        return new Table(
                sales.values().stream().sorted(Comparator.comparingInt(Sale::line)).toList());
    }

    @Override
    public void restoreState(Table table) {
        sales.clear();
        table.sales().forEach(sale -> sales.put(sale.file() + ":" + sale.line(), sale));
    }
}
