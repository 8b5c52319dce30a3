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
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.jdbc.DataSourceBuilder;

/**
 * One of several processes with the same graph on one database: {@code SharingGraph <url> <user>
 * <password> <directory> <name>}. Publishes until there is a file {@code enough}, and delivers
 * until it is ended. Writes down in the directory what was accepted and what was handled.
 */
public final class SharingGraph {

    static final Duration LEASE = Duration.ofSeconds(1);

    /** Such entries are never handled. */
    static final int POISON = 12;

    private static final int LATE = 7;
    private static final int ACCOUNTS = 6;
    private static final int PAUSE_MILLIS = 30;
    private static final String TOPIC = "/crash/shared";

    private static final RetryPolicy QUICK =
            RetryPolicy.DEFAULT
                    .withRetries(50)
                    .withDelay(Duration.ofMillis(10))
                    .withMultiplier(1)
                    .withNoRetryOn(IllegalArgumentException.class);

    private SharingGraph() {}

    record Entry(String account, int number) {}

    /** Writes down what it handles; some at the second attempt that this process makes. */
    @Agent(name = "Journal")
    static final class Journal {
        private final Path file;
        private final Set<Entry> seen = new HashSet<>();

        Journal(Path file) {
            this.file = file;
        }

        @Subscribes(id = "all", value = TOPIC)
        void on(Entry entry) {
            if (entry.number() % POISON == 0) {
                throw new IllegalArgumentException("never");
            }
            if (entry.number() % LATE == 0 && seen.add(entry)) {
                throw new IllegalStateException("not at once");
            }
            write(file, ProcessHandle.current().pid() + " " + entry.account(), entry.number());
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

    public static void main(String[] arguments) {
        var database =
                DataSourceBuilder.create()
                        .url(arguments[0])
                        .username(arguments[1])
                        .password(arguments[2])
                        .build();
        Path directory = Path.of(arguments[3]);
        LogSchema.create(database);
        ThreadTransactions transactions = new ThreadTransactions(database);
        JdbcEventLog log = JdbcEventLog.open(database, transactions);
        GraphBus bus =
                GraphBus.builder()
                        .agent(new Journal(directory.resolve("journal")))
                        .agent(new Totals())
                        .state(new JdbcStateStore(database, transactions))
                        .eventLog(log, Durability.ALL.pace(LEASE, Duration.ofMillis(20)))
                        .options(RuntimeOptions.builder().retry(QUICK).build())
                        .build()
                        .start();
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    bus.close();
                                    log.close();
                                }));
        AtomicInteger number = new AtomicInteger();
        Executors.newSingleThreadScheduledExecutor()
                .scheduleWithFixedDelay(
                        () -> publish(bus, arguments[4], number.incrementAndGet(), directory),
                        0,
                        PAUSE_MILLIS,
                        TimeUnit.MILLISECONDS);
    }

    private static void publish(GraphBus bus, String name, int number, Path directory) {
        if (Files.exists(directory.resolve("enough"))) {
            return;
        }
        for (int account = 0; account < ACCOUNTS; account++) {
            Entry entry = new Entry(name + "-" + account, number);
            bus.publish(Publish.to(TOPIC, entry).key(entry.account()));
            write(directory.resolve("accepted"), entry.account(), number);
        }
    }

    private static void write(Path file, String account, int number) {
        try {
            Files.writeString(
                    file,
                    account + " " + number + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
