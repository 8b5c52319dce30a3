package io.graphbus.store.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.graphbus.store.log.EventData;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.Progress;
import io.graphbus.store.log.Reader;
import io.graphbus.store.log.StoredEvent;
import io.graphbus.store.log.jdbc.database.LogSchema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases that stop, come back, or are no such databases. */
class DatabaseFailureTest {

    private static final Reader STOCK = new Reader("Stock", "onOrder");

    private static EventData event(String id) {
        return new EventData(
                id,
                "/T",
                "Shop",
                "{}",
                "k",
                null,
                null,
                Map.of(),
                id,
                null,
                0,
                Instant.EPOCH,
                null);
    }

    private static void execute(DataSource database, String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> ids(List<StoredEvent> events) {
        return events.stream().map(event -> event.data().id()).toList();
    }

    @Test
    void aLostConnectionIsAProblemAndTheNextCallWorks() {
        try (HikariDataSource database = TestDatabase.postgres()) {
            EventLog log = JdbcEventLog.open(database);
            log.open(STOCK, true);
            List<Boolean> told = new ArrayList<>();
            assertThatThrownBy(
                            () ->
                                    log.together(
                                            () -> {
                                                log.appendInTransaction(
                                                        List.of(event("a")), told::add);
                                                endOthers(database);
                                            }))
                    .hasMessageContaining("DATABASE_UNREACHABLE")
                    .hasMessageContaining("SQLSTATE");

            assertThat(told).containsExactly(false);
            assertThat(log.isInTransaction()).isFalse();
            log.append(List.of(event("b")));
            assertThat(ids(log.after(0, 10))).containsExactly("b");
        }
    }

    private static void endOthers(DataSource database) {
        execute(
                database,
                "select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where datname = current_database() and pid <> pg_backend_pid()");
    }

    @Test
    void whatCannotBeAppendedHoldsNothingUp() {
        try (HikariDataSource database = TestDatabase.h2()) {
            EventLog log = JdbcEventLog.open(database);
            execute(database, "alter table graphbus_event rename to gone");
            assertThatThrownBy(() -> log.append(List.of(event("a"))))
                    .hasMessageContaining("DATABASE_UNREACHABLE");
            execute(database, "alter table gone rename to graphbus_event");

            assertThat(log.isOver(log.mark())).isTrue();
            assertThat(log.tryAppend(List.of(event("b")))).doesNotContain(0L);
            assertThat(ids(log.after(0, 10))).containsExactly("b");
        }
    }

    @Test
    void aLogThatIsOpenedAgainGoesOn(@TempDir Path directory) {
        long last;
        try (HikariDataSource database = TestDatabase.h2(directory);
                EventLog log = JdbcEventLog.open(database)) {
            log.open(STOCK, true);
            last = log.append(List.of(event("a"), event("b")))[1];
        }
        try (HikariDataSource database = TestDatabase.h2(directory);
                EventLog log = JdbcEventLog.open(database)) {
            assertThat(log.open(STOCK, false)).extracting(Progress::cursor).containsExactly(0L);
            assertThat(ids(log.after(0, 10))).containsExactly("a", "b");
            assertThat(log.append(List.of(event("c")))).containsExactly(last + 1);
        }
    }

    @Test
    void noPositionIsTakenTwiceAfterACrash() {
        try (HikariDataSource database = TestDatabase.h2()) {
            EventLog crashed = JdbcEventLog.open(database);
            List<Long> taken = new ArrayList<>();
            assertThatThrownBy(
                            () ->
                                    crashed.together(
                                            () -> {
                                                taken.add(
                                                        crashed.appendInTransaction(
                                                                        List.of(event("a")),
                                                                        ok -> {})[0]);
                                                throw new IllegalStateException();
                                            }))
                    .isInstanceOf(IllegalStateException.class);

            EventLog next = JdbcEventLog.open(database);
            assertThat(next.append(List.of(event("b")))[0]).isGreaterThan(taken.get(0));
        }
    }

    @Test
    void theTablesAreMadeOnce() {
        try (HikariDataSource database = TestDatabase.h2()) {
            JdbcEventLog.open(database).append(List.of(event("a")));
            LogSchema.create(database);
            assertThat(JdbcEventLog.open(database).newest()).isPositive();
            assertThat(LogSchema.location(database)).isEqualTo("io/graphbus/store/log/h2");
        }
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsAProblem() {
        HikariDataSource database = TestDatabase.h2();
        EventLog log = JdbcEventLog.open(database);
        database.close();
        assertThatThrownBy(log::newest).hasMessageContaining("DATABASE_UNREACHABLE");
        assertThatThrownBy(() -> LogSchema.create(database))
                .hasMessageContaining("DATABASE_UNREACHABLE");
        assertThatThrownBy(() -> LogSchema.location(database))
                .hasMessageContaining("DATABASE_UNREACHABLE");
        assertThatThrownBy(() -> log.together(() -> {}))
                .hasMessageContaining("DATABASE_UNREACHABLE");
        assertThatThrownBy(() -> log.appendInTransaction(List.of(event("a")), ok -> {}))
                .isInstanceOf(IllegalStateException.class);
    }
}
