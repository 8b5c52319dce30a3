package io.graphbus.store.log.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.graphbus.store.log.AnyEventLog;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.InMemoryEventLog;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class H2FileEventLogTest extends AnyEventLog {

    private HikariDataSource database = new HikariDataSource();
    private EventLog log = new InMemoryEventLog();

    @BeforeAll
    void create(@TempDir Path directory) {
        database = TestDatabase.h2(directory);
    }

    @BeforeEach
    void open() {
        TestDatabase.empty(database);
        log = JdbcEventLog.open(database);
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Override
    protected EventLog log() {
        return log;
    }
}
