package io.graphbus.e2e.crash;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Stateful;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.Publish;
import io.graphbus.durable.Durability;
import io.graphbus.retry.RetryPolicy;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.store.log.jdbc.JdbcEventLog;
import io.graphbus.store.log.jdbc.JdbcStateStore;
import io.graphbus.store.log.jdbc.database.LogSchema;
import io.graphbus.store.log.jdbc.database.ThreadTransactions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.DataSourceBuilder;

/**
 * A process with a graph whose topics are durable: {@code CrashingGraph <url> <user> <password>
 * <directory> <life>}. Publishes without end until it is killed, and writes down in the directory
 * what was accepted and what was handled. Life 0 publishes nothing, waits until nothing is left to
 * do, and writes down what its state says.
 */
public final class CrashingGraph {

    private static final int PUBLISHERS = 4;
    private static final int ACCOUNTS = 5;
    private static final String TOPIC = "/crash/posted";

    /** Such entries are never handled. */
    static final int POISON = 12;

    /** Such entries are handled at the second attempt. */
    static final int LATE = 7;

    private CrashingGraph() {}

    record Entry(String account, int number) {

        String line() {
            return account + " " + number;
        }
    }

    /** Writes down what it handles. */
    @Agent(name = "Journal")
    static final class Journal {
        private final Path handled;
        private final Path late;
        private final Set<String> seen;

        Journal(Path directory) throws IOException {
            handled = directory.resolve("journal");
            late = directory.resolve("late");
            seen = new HashSet<>(Files.exists(late) ? Files.readAllLines(late) : List.of());
        }

        @Subscribes(id = "all", value = TOPIC)
        void on(Entry entry) {
            if (entry.number() % POISON == 0) {
                throw new IllegalArgumentException("never");
            }
            if (entry.number() % LATE == 0 && seen.add(entry.line())) {
                write(late, entry.line());
                throw new IllegalStateException("not at once");
            }
            write(handled, ProcessHandle.current().pid() + " " + entry.line());
        }
    }

    /** Counts, as part of its state, what it handles. */
    @Agent(name = "Totals")
    static final class Totals implements Stateful<Totals.Counts> {
        private Map<String, Integer> counts = new TreeMap<>();

        record Counts(Map<String, Integer> byAccount) {}

        @Subscribes(id = "all", value = TOPIC)
        void on(Entry entry) {
            counts.merge(entry.account(), 1, Integer::sum);
        }

        @Override
        public Counts captureState() {
            return new Counts(Map.copyOf(counts));
        }

        @Override
        public void restoreState(Counts state) {
            counts = new TreeMap<>(state.byAccount());
        }
    }

    public static void main(String[] arguments) throws Exception {
        DataSource database =
                DataSourceBuilder.create()
                        .url(arguments[0])
                        .username(arguments[1])
                        .password(arguments[2])
                        .build();
        Path directory = Path.of(arguments[3]);
        String life = arguments[4];
        LogSchema.create(database);
        ThreadTransactions transactions = new ThreadTransactions(database);
        JdbcEventLog log = JdbcEventLog.open(database, transactions);
        Totals totals = new Totals();
        GraphBus bus =
                GraphBus.builder()
                        .agent(new Journal(directory))
                        .agent(totals)
                        .state(new JdbcStateStore(database, transactions))
                        .eventLog(log, Durability.ALL.pace(Duration.ofSeconds(1), POLL))
                        .options(RuntimeOptions.builder().retry(QUICK).build())
                        .build()
                        .start();
        if (life.equals("0")) {
            finish(bus, totals, directory.resolve("totals"));
            bus.close();
            log.close();
        } else {
            publish(bus, life, directory.resolve("accepted"));
        }
    }

    private static final Duration POLL = Duration.ofMillis(20);

    private static final RetryPolicy QUICK =
            RetryPolicy.DEFAULT.withRetries(1).withDelay(Duration.ofMillis(10));

    private static void publish(GraphBus bus, String life, Path accepted) {
        for (int i = 0; i < PUBLISHERS; i++) {
            String publisher = "life" + life + "-" + i;
            Thread.ofPlatform().start(() -> publishFor(bus, publisher, accepted));
        }
    }

    private static void publishFor(GraphBus bus, String publisher, Path accepted) {
        for (int number = 1; ; number++) {
            for (int account = 0; account < ACCOUNTS; account++) {
                Entry entry = new Entry(publisher + "-" + account, number);
                bus.publish(Publish.to(TOPIC, entry).key(entry.account()));
                write(accepted, entry.line());
            }
        }
    }

    private static void finish(GraphBus bus, Totals totals, Path file) {
        while (!bus.awaitIdle(Duration.ofSeconds(60)) || bus.stats().inFlight() > 0) {
            Thread.onSpinWait();
        }
        String lines =
                totals.counts.entrySet().stream()
                        .map(count -> count.getKey() + " " + count.getValue())
                        .collect(Collectors.joining("\n"));
        write(file, lines);
    }

    private static void write(Path file, String line) {
        try {
            Files.writeString(
                    file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
