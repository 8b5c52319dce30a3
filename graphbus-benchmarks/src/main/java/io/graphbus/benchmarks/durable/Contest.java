package io.graphbus.benchmarks.durable;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All contenders on databases of one kind, measured in turns. */
final class Contest implements AutoCloseable {

    private static final String P50 = "p50";
    private static final String P99 = "p99";
    private static final String LARGE = ", large";

    private final Databases databases;
    private final Sizes sizes;
    private final RawInserts raw;
    private final List<ModulithRegistry> registries;
    private final List<Contender> contenders = new ArrayList<>();
    private final Figures figures = new Figures();

    /**
     * How much is measured.
     *
     * @param time of each measurement
     * @param rounds how often each is made, beside one that warms up
     * @param few events that are stored at first
     * @param many events that are stored then
     */
    record Sizes(Duration time, int rounds, int few, int many) {

        private static final int FEW = 10_000;

        static Sizes fromProperties() {
            return new Sizes(
                    Duration.ofSeconds(Integer.getInteger("graphbus.seconds", 3)),
                    Integer.getInteger("graphbus.rounds", 3),
                    FEW,
                    Integer.getInteger("graphbus.stored", 1_000_000));
        }
    }

    Contest(Databases databases, Sizes sizes) throws SQLException {
        this.databases = databases;
        this.sizes = sizes;
        this.raw = new RawInserts(databases);
        this.registries =
                List.of(ModulithRegistry.overJdbc(databases), ModulithRegistry.overJpa(databases));
        contenders.add(raw);
        contenders.addAll(registries);
    }

    /** Measures all, and says what came out. */
    String tables() throws SQLException, InterruptedException {
        store(sizes.few);
        for (Load load : Load.ALL) {
            measure(load, load.title());
        }
        latencies();
        store(sizes.many);
        measure(Load.ONE, Load.ONE.title() + LARGE);
        measure(Load.EIGHT, Load.EIGHT.title() + LARGE);
        return rates() + singles() + growth();
    }

    private void store(int events) throws SQLException {
        for (Contender contender : contenders) {
            contender.store(events);
        }
    }

    private void measure(Load load, String work) throws InterruptedException {
        for (Contender contender : contenders) {
            load.rate(contender, sizes.time.dividedBy(2));
        }
        for (int round = 0; round < sizes.rounds; round++) {
            for (Contender contender : contenders) {
                double rate = load.rate(contender, sizes.time);
                figures.add(contender, work, rate);
                System.err.printf(Locale.ROOT, "%s, %s: %,.0f/s%n", contender.title(), work, rate);
            }
        }
    }

    private void latencies() throws InterruptedException {
        for (int round = 0; round <= sizes.rounds; round++) {
            for (Contender contender : contenders) {
                long[] nanos = Load.latencies(contender, sizes.time);
                if (round > 0) {
                    figures.add(contender, P50, nanos[nanos.length / 2] / 1e3);
                    figures.add(contender, P99, nanos[nanos.length * 99 / 100] / 1e3);
                }
            }
        }
    }

    private String rates() {
        List<String> works = Load.ALL.stream().map(Load::title).toList();
        return heads(databases.title() + ", handled/s", works) + rows("%,.0f", works);
    }

    private String singles() {
        List<String> works = List.of(P50, P99);
        return heads("one publish, \u00b5s", works) + rows("%,.0f", works);
    }

    private String growth() {
        List<Load> loads = List.of(Load.ONE, Load.EIGHT);
        List<String> works =
                loads.stream()
                        .flatMap(load -> Stream.of(load.title() + LARGE, load.title()))
                        .toList();
        String few = String.format(Locale.ROOT, "%,d stored", sizes.few);
        String many = String.format(Locale.ROOT, "%,d stored", sizes.many);
        return heads(
                        "handled/s",
                        loads.stream()
                                .flatMap(
                                        load ->
                                                Stream.of(
                                                        load.title() + ", " + many,
                                                        load.title() + ", " + few))
                                .toList())
                + rows("%,.0f", works);
    }

    private static String heads(String title, List<String> works) {
        return "\n" + row(title, works.stream()) + row("---", works.stream().map(work -> "---"));
    }

    private String rows(String format, List<String> works) {
        return contenders.stream()
                .map(c -> row(c.title(), works, format, work -> figures.middle(c, work)))
                .collect(Collectors.joining());
    }

    private static String row(
            String title, List<String> works, String format, ToDoubleFunction<String> figure) {
        return row(title, works.stream().map(work -> number(format, figure.applyAsDouble(work))));
    }

    private static String row(String first, Stream<String> cells) {
        return Stream.concat(Stream.of(first), cells)
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String number(String format, double number) {
        return Double.isNaN(number) ? "-" : String.format(Locale.ROOT, format, number);
    }

    @Override
    public void close() {
        contenders.reversed().forEach(Contender::close);
    }
}
