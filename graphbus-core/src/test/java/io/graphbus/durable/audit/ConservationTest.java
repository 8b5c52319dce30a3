package io.graphbus.durable.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.graphbus.store.InMemoryStateStore;
import io.graphbus.store.StateStore;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.InMemoryEventLog;
import io.graphbus.store.log.jdbc.JdbcEventLog;
import io.graphbus.store.log.jdbc.JdbcStateStore;
import io.graphbus.store.log.jdbc.TestDatabase;
import io.graphbus.store.log.jdbc.database.ThreadTransactions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is published, fails, is replayed and is killed: every event is accounted for. */
class ConservationTest {

    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** A log as one process has it, and the states that belong to it. */
    private record Opened(EventLog log, StateStore states) {

        static Opened on(HikariDataSource database) {
            ThreadTransactions transactions = new ThreadTransactions(database);
            return new Opened(
                    JdbcEventLog.open(database, transactions),
                    new JdbcStateStore(database, transactions));
        }
    }

    private static Opened inMemory(int parts) {
        return new Opened(new InMemoryEventLog(parts, System::nanoTime), new InMemoryStateStore());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 2", "8, 4", "8, 5"})
    void everyEventIsAccountedForAfterEachStep(int parts, long seed) {
        Opened opened = inMemory(parts);
        live(() -> opened, seed, 6);
    }

    @Test
    void itIsSoInAFile(@TempDir Path directory) {
        try (HikariDataSource database = TestDatabase.h2(directory)) {
            live(() -> Opened.on(database), 7, 4);
        }
    }

    /** One life after the other. */
    private static void live(Supplier<Opened> opened, long seed, int lives) {
        Random random = new Random(seed);
        for (int life = 0; life < lives; life++) {
            Opened own = opened.get();
            RandomGraph graph = new RandomGraph(own.log(), own.states(), SHORT, seed + life);
            for (int step = random.nextInt(8); step >= 0; step--) {
                graph.step();
                graph.addsUp();
            }
            graph.publish();
            end(graph, random.nextInt(3) > 0);
        }
        Opened last = opened.get();
        try (RandomGraph graph = new RandomGraph(last.log(), last.states(), SHORT, seed)) {
            rest(graph, last.log());
        }
    }

    private static void end(RandomGraph graph, boolean killed) {
        if (killed) {
            graph.kill();
        } else {
            graph.close();
        }
    }

    private static void rest(RandomGraph graph, EventLog log) {
        graph.awaitRest();
        List<Account> accounts = graph.addsUp();
        assertThat(accounts).hasSize(3).allSatisfy(a -> assertThat(a.note()).isNull());
        assertThat(accounts.getFirst().offered() - accounts.getFirst().replayed())
                .isEqualTo(accounts.getFirst().events());
        assertThat(log.newest()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void severalGraphsAccountForTheEventsTheyShare(long seed) {
        Opened opened = inMemory(16);
        share(() -> opened, seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 23})
    void severalGraphsOnPostgresDoSo(long seed) {
        try (HikariDataSource database = TestDatabase.postgres()) {
            share(() -> Opened.on(database), seed);
        }
    }

    /** Up to three at a time, which come and go. */
    private static void share(Supplier<Opened> opened, long seed) {
        Random random = new Random(seed);
        List<RandomGraph> graphs = new ArrayList<>();
        for (int step = 0; step < 25; step++) {
            int what = random.nextInt(6);
            if (graphs.isEmpty() || what == 0 && graphs.size() < 3) {
                Opened own = opened.get();
                graphs.add(new RandomGraph(own.log(), own.states(), SECOND, seed + step));
            } else if (what == 1) {
                end(graphs.remove(random.nextInt(graphs.size())), random.nextBoolean());
            }
            if (!graphs.isEmpty()) {
                RandomGraph graph = graphs.get(random.nextInt(graphs.size()));
                graph.step();
                graph.addsUp();
            }
        }
        graphs.forEach(RandomGraph::close);
        Opened last = opened.get();
        try (RandomGraph graph = new RandomGraph(last.log(), last.states(), SECOND, seed)) {
            rest(graph, last.log());
        }
    }
}
