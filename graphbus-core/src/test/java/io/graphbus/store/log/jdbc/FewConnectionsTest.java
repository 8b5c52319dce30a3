package io.graphbus.store.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.graphbus.store.log.EventData;
import io.graphbus.store.log.StoredEvent;
import io.graphbus.store.log.jdbc.database.LogSchema;
import io.graphbus.store.log.jdbc.database.ThreadTransactions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever appends has one connection, and must not need a second one to get on. */
class FewConnectionsTest {

    private static final int BEYOND_A_BLOCK = 10_500;

    @Test
    void appendsOnTheOnlyConnection(@TempDir Path directory) {
        try (HikariDataSource database = single(directory);
                JdbcEventLog log = JdbcEventLog.open(database)) {
            for (int sent = 0; sent < BEYOND_A_BLOCK; sent += 500) {
                log.append(events(500));
            }
            assertThat(log.newest()).isEqualTo(BEYOND_A_BLOCK);
        }
    }

    @Test
    void appendsInTransactionsOnTheOnlyConnection(@TempDir Path directory) {
        try (HikariDataSource database = single(directory)) {
            ThreadTransactions transactions = new ThreadTransactions(database);
            try (JdbcEventLog log = JdbcEventLog.open(database, transactions)) {
                for (int sent = 0; sent < BEYOND_A_BLOCK; sent += 3_500) {
                    log.together(() -> log.appendInTransaction(events(3_500), committed -> {}));
                }
                assertThat(log.newest()).isEqualTo(BEYOND_A_BLOCK);
            }
        }
    }

    @Test
    void positionsGoOnAfterARollbackAndAfterTheLogIsOpenedAgain(@TempDir Path directory) {
        try (HikariDataSource database = single(directory)) {
            try (JdbcEventLog log = JdbcEventLog.open(database)) {
                assertThat(log.append(events(2))).containsExactly(1, 2);
            }
            try (JdbcEventLog log = JdbcEventLog.open(database)) {
                assertThat(log.append(events(1))).containsExactly(3);
            }
            JdbcEventLog killed = JdbcEventLog.open(database);
            assertThat(killed.append(events(1))).containsExactly(4);
            try (JdbcEventLog log = JdbcEventLog.open(database)) {
                assertThat(log.append(events(1))[0]).isGreaterThan(4);
                assertThat(log.after(0, 10)).extracting(StoredEvent::position).hasSize(5);
            }
        }
    }

    private static HikariDataSource single(Path directory) {
        HikariDataSource database =
                TestDatabase.pool("jdbc:h2:file:" + directory.resolve("log"), "sa");
        database.setMaximumPoolSize(1);
        database.setConnectionTimeout(1_000);
        LogSchema.create(database);
        return database;
    }

    private static List<EventData> events(int count) {
        return IntStream.range(0, count)
                .mapToObj(
                        i ->
                                new EventData(
                                        "id-" + i,
                                        "/order/created",
                                        "external",
                                        "{}",
                                        "k" + i,
                                        null,
                                        null,
                                        Map.of(),
                                        "id-" + i,
                                        null,
                                        0,
                                        Instant.EPOCH,
                                        null))
                .toList();
    }
}
