package io.graphbus.store.log.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.graphbus.store.log.AnyEventLog;
import io.graphbus.store.log.EventLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;

class H2EventLogTest extends AnyEventLog {

    private static final HikariDataSource DATABASE = TestDatabase.h2();

    private final EventLog log = JdbcEventLog.open(DATABASE);

    @BeforeEach
    void empty() {
        TestDatabase.empty(DATABASE);
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Override
    protected EventLog log() {
        return log;
    }
}
