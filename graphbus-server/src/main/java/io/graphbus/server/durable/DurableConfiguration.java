package io.graphbus.server.durable;

import com.zaxxer.hikari.HikariDataSource;
import io.graphbus.server.database.DatabaseStart;
import io.graphbus.spring.durable.DurabilityProperties;
import io.graphbus.spring.durable.LogTables;
import io.graphbus.spring.durable.OnDurableTopics;
import io.graphbus.spring.durable.SpringTransactions;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.jdbc.JdbcEventLog;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Keeps events of durable topics in the server's database, which is asked nothing before it
 * answers.
 */
@Configuration(proxyBeanMethods = false)
class DurableConfiguration {

    /** Its tables are made before the graph starts, which waits for the database, too. */
    @Bean
    @Conditional(OnDurableTopics.class)
    EventLog eventLog(
            DataSource connections,
            PlatformTransactionManager manager,
            DatabaseStart start,
            DurabilityProperties properties)
            throws SQLException {
        if (properties.initializeSchema()) {
            start.whenOpen(() -> LogTables.create(connections));
        }
        String url = connections.unwrap(HikariDataSource.class).getJdbcUrl();
        return JdbcEventLog.of(
                connections,
                new SpringTransactions(connections, manager),
                DatabaseDriver.fromJdbcUrl(url).name().toLowerCase(Locale.ROOT));
    }
}
