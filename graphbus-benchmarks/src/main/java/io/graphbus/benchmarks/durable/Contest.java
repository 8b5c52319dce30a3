package io.graphbus.benchmarks.durable;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All contenders on databases of one kind, measured in turns. */
final class Contest implements AutoCloseable {

    private final Databases databases;
    private final Sizes sizes;
    private final RawInserts raw;
    private final List<ModulithRegistry> registries;
    private final DurableGraph graph;
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
        contenders.add(new LogAppends(databases));
        this.graph = new DurableGraph(databases);
        contenders.add(graph);
    }

    /** Measures all, and says what came out. */
    String tables() throws SQLException, InterruptedException {
        store(sizes.few);
        for (Load load : Load.ALL) {
            measure(load, load.title());
        }
        latencies();
        store(sizes.many);
        for (Load load : Verdict.GROWING) {
            measure(load, load.title() + Verdict.LARGE);
        }
        return new Verdict(contenders, raw, registries, graph, figures).tables(databases, sizes);
    }

    private void store(int events) throws SQLException {
        for (Contender contender : contenders) {
            contender.store(events);
        }
    }

    private void measure(Load load, String work) throws InterruptedException {
        List<Contender> all =
                contenders.stream().filter(c -> load.group() == 1 || c.hasGroups()).toList();
        for (Contender contender : all) {
            load.rate(contender, sizes.time.dividedBy(2));
        }
        for (int round = 0; round < sizes.rounds; round++) {
            for (Contender contender : all) {
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
                    figures.add(contender, Verdict.P50, nanos[nanos.length / 2] / 1e3);
                    figures.add(contender, Verdict.P99, nanos[nanos.length * 99 / 100] / 1e3);
                }
            }
        }
    }

    @Override
    public void close() {
        contenders.reversed().forEach(Contender::close);
    }
}
