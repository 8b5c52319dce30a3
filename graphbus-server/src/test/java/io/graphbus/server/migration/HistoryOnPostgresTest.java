package io.graphbus.server.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.server.database.Database;
import java.sql.Connection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class HistoryOnPostgresTest extends HistoryOnAnyDatabase {

    private static final String WAITING =
            "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                    + " and query like '%graphbus_migration_lock%'";

    @Override
    Map<String, String> database() {
        return Database.postgres();
    }

    @Test
    void anotherServerOnTheSameDatabaseIsWaitedFor() throws Exception {
        try (Connection other = bean(DataSource.class).getConnection()) {
            other.setAutoCommit(false);
            new JdbcTemplate(new SingleConnectionDataSource(other, true))
                    .queryForList("select id from graphbus_migration_lock for update");

            CompletableFuture<String> work =
                    CompletableFuture.supplyAsync(() -> history().exclusively(() -> "done"));
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (!isWaiting() && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            assertThat(work).isNotDone();

            other.rollback();
            assertThat(work.get(20, TimeUnit.SECONDS)).isEqualTo("done");
            other.setAutoCommit(true);
        }
    }

    private boolean isWaiting() {
        return Integer.valueOf(1)
                .equals(bean(JdbcTemplate.class).queryForObject(WAITING, Integer.class));
    }
}
