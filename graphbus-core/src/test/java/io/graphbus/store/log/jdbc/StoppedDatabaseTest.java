package io.graphbus.store.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Stateful;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.Publish;
import io.graphbus.durable.Durability;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.retry.RetryPolicy;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.store.log.Progress;
import io.graphbus.store.log.Progress.Counts;
import io.graphbus.store.log.Reader;
import io.graphbus.store.log.jdbc.database.LogSchema;
import io.graphbus.store.log.jdbc.database.ThreadTransactions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A PostgreSQL that stops while a graph publishes and delivers, and comes back. */
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StoppedDatabaseTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Hearer hearer = new Hearer();
    private final Path directory = directory();
    private final int port = freePort();
    private EmbeddedPostgres server;
    private HikariDataSource database;
    private JdbcEventLog log;
    private volatile boolean enough;

    record Item(String key, int number) {}

    /** Fails at the first attempt now and then. */
    @Agent(name = "Hearer")
    static final class Hearer {
        final List<Item> heard = new CopyOnWriteArrayList<>();
        private final Set<Item> failed = ConcurrentHashMap.newKeySet();

        @Subscribes(value = "/Item", id = "items")
        void on(Item item) {
            if (item.number() % 7 == 0 && failed.add(item)) {
                throw new IllegalStateException("not at once");
            }
            heard.add(item);
        }
    }

    record Items(List<String> all) {}

    /** Knows, as its state, what it has heard. */
    @Agent(name = "Keeper")
    static final class Keeper implements Stateful<Items> {
        private final List<String> all = new ArrayList<>();

        @Subscribes(value = "/Item", id = "items")
        void on(Item item) {
            all.add(item.key() + item.number());
        }

        @Override
        public Items captureState() {
            return new Items(List.copyOf(all));
        }

        @Override
        public void restoreState(Items state) {
            all.clear();
            all.addAll(state.all());
        }
    }

    /** Publishes one after the other, whatever becomes of it. */
    private final class Publisher implements Runnable {
        private final GraphBus bus;
        private final String key;
        private final List<Item> accepted = new CopyOnWriteArrayList<>();
        private final AtomicInteger refused = new AtomicInteger();

        Publisher(GraphBus bus, String key) {
            this.bus = bus;
            this.key = key;
        }

        @Override
        public void run() {
            for (int number = 1; !enough; number++) {
                Item item = new Item(key, number);
                try {
                    bus.publish(Publish.to("/Item", item).key(key));
                    accepted.add(item);
                } catch (GraphBusException e) {
                    assertThat(e.problem().code()).isEqualTo(ProblemCode.DATABASE_UNREACHABLE);
                    refused.incrementAndGet();
                }
                pause();
            }
        }

        private static void pause() {
            long until = System.nanoTime() + 2_000_000;
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
        }
    }

    private static Path directory() {
        try {
            Path directory = Files.createTempDirectory("graphbus-postgres");
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            return directory.resolve("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void startDatabase() throws IOException {
        server =
                EmbeddedPostgres.builder()
                        .setDataDirectory(directory)
                        .setCleanDataDirectory(false)
                        .setPort(port)
                        .setServerConfig("fsync", "off")
                        .start();
    }

    @BeforeEach
    void open() throws IOException {
        startDatabase();
    }

    @AfterEach
    void end() throws IOException {
        enough = true;
        threads.shutdownNow();
        database.close();
        server.close();
        try (var files = Files.walk(directory.getParent())) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        }
    }

    private GraphBus graph(Duration connectionTimeout) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://localhost:" + port + "/postgres");
        config.setUsername("postgres");
        config.setPassword("");
        config.setConnectionTimeout(connectionTimeout.toMillis());
        database = new HikariDataSource(config);
        LogSchema.create(database);
        ThreadTransactions transactions = new ThreadTransactions(database);
        log = JdbcEventLog.open(database, transactions);
        return GraphBus.builder()
                .eventLog(log, Durability.ALL.pace(Duration.ofSeconds(2), Duration.ofMillis(50)))
                .state(new JdbcStateStore(database, transactions))
                .options(
                        RuntimeOptions.builder()
                                .retry(RetryPolicy.DEFAULT.withDelay(Duration.ofMillis(20)))
                                .drainTimeout(Duration.ofSeconds(1))
                                .build())
                .agent(hearer)
                .agent(new Keeper())
                .build()
                .start();
    }

    private List<Publisher> publishers(GraphBus bus) {
        return List.of(new Publisher(bus, "a"), new Publisher(bus, "b"), new Publisher(bus, "c"));
    }

    @Test
    void deliveriesGoOnAndNothingAcceptedIsLost() throws Exception {
        List<Publisher> publishers;
        try (GraphBus bus = graph(Duration.ofMillis(500))) {
            publishers = publishers(bus);
            List<Future<?>> running = new ArrayList<>();
            publishers.forEach(publisher -> running.add(threads.submit(publisher)));
            for (int stop = 0; stop < 2; stop++) {
                int before = hearer.heard.size();
                await(() -> hearer.heard.size() > before + 100);
                publishers.forEach(publisher -> publisher.refused.set(0));
                server.close();
                await(() -> publishers.stream().allMatch(p -> p.refused.get() > 0));
                startDatabase();
            }
            publishers.forEach(
                    publisher -> {
                        int before = publisher.accepted.size();
                        await(() -> publisher.accepted.size() > before + 20);
                    });
            enough = true;
            for (Future<?> one : running) {
                one.get();
            }
            Set<Item> accepted = ConcurrentHashMap.newKeySet();
            publishers.forEach(publisher -> accepted.addAll(publisher.accepted));
            await(() -> hearer.heard.containsAll(accepted));
            long newest = log.newest();
            for (String agent : List.of("Hearer", "Keeper")) {
                await(() -> cursor(agent) >= newest);
            }
        }
        isRight(publishers);
    }

    private long cursor(String agent) {
        return log.progress(new Reader(agent, "items")).stream()
                .mapToLong(Progress::cursor)
                .min()
                .orElseThrow();
    }

    private void isRight(List<Publisher> publishers) {
        for (Publisher publisher : publishers) {
            assertThat(hearer.heard.stream().filter(item -> item.key().equals(publisher.key)))
                    .as(publisher.key)
                    .containsAll(publisher.accepted)
                    .extracting(Item::number)
                    .doesNotHaveDuplicates()
                    .isSorted();
        }
        String state =
                new JdbcStateStore(database, new ThreadTransactions(database))
                        .load("Keeper")
                        .orElseThrow()
                        .json();
        assertThat(state.replaceAll(".*\\[|\"|].*", "").split(","))
                .containsExactlyInAnyOrderElementsOf(
                        hearer.heard.stream().map(item -> item.key() + item.number()).toList());
        for (String agent : List.of("Hearer", "Keeper")) {
            Counts counts =
                    log.progress(new Reader(agent, "items")).stream()
                            .map(Progress::counts)
                            .reduce(Counts.NONE, Counts::plus);
            assertThat(counts.completed()).as(agent).isEqualTo(hearer.heard.size());
            assertThat(counts.offered()).as(agent).isEqualTo(hearer.heard.size());
        }
    }

    @Test
    void aGraphCanBeStoppedMeanwhile() throws Exception {
        GraphBus bus = graph(Duration.ofSeconds(30));
        List<Publisher> publishers = publishers(bus);
        publishers.forEach(threads::submit);
        await(() -> hearer.heard.size() > 100);
        server.close();
        long before = System.nanoTime();
        bus.close();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(25));
        enough = true;
        database.close();
        startDatabase();
        try (GraphBus next = graph(Duration.ofSeconds(10))) {
            await(() -> publishers.stream().allMatch(p -> hearer.heard.containsAll(p.accepted)));
        }
    }

    private static void await(BooleanSupplier done) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }
}
