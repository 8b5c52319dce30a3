package io.graphbus.server.database;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Health of the database. An outage that is known is told without asking again, and a pool that is
 * in use as a whole is no outage.
 */
class DatabaseHealth extends AbstractHealthIndicator {

    private static final int SECONDS_TO_ANSWER = 2;

    private final DataSource pool;
    private final DatabaseWatch watch;

    DatabaseHealth(DataSource pool, DatabaseWatch watch) {
        super("The database could not be asked");
        this.pool = pool;
        this.watch = watch;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        if (watch.outage().isEmpty() && isConnected(health)) {
            return;
        }
        watch.outage()
                .ifPresentOrElse(
                        outage ->
                                health.down()
                                        .withDetail("database", watch.probe().place())
                                        .withDetail("awayForSeconds", outage.duration().toSeconds())
                                        .withDetail(
                                                "reason", DatabaseProbe.reason(outage.refusal())),
                        () -> health.up().withDetail("connections", "all are in use"));
    }

    private boolean isConnected(Health.Builder health) {
        try (var connection = pool.getConnection()) {
            if (!connection.isValid(SECONDS_TO_ANSWER)) {
                watch.answers();
                return false;
            }
            health.up().withDetail("database", connection.getMetaData().getDatabaseProductName());
            return true;
        } catch (SQLException e) {
            return false;
        }
    }
}
