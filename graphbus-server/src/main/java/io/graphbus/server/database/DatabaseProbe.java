package io.graphbus.server.database;

import com.zaxxer.hikari.HikariDataSource;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the database for a first connection, outside the pool, and says in one line why there is
 * none.
 */
class DatabaseProbe {

    private static final Logger log = LoggerFactory.getLogger(DatabaseProbe.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final String url;
    private final @Nullable String user;
    private final @Nullable String password;

    private DatabaseProbe(String url, @Nullable String user, @Nullable String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    static DatabaseProbe of(HikariDataSource pool) {
        return new DatabaseProbe(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
    }

    /**
     * Returns when the database has answered, trying again with growing pauses until then.
     *
     * @throws GraphBusException {@code DATABASE_UNREACHABLE} after {@code limit}, and at once for
     *     refusals that waiting does not mend
     */
    void await(Duration limit) {
        H2Directory.of(url).ifPresent(H2Directory::prepare);
        long end = System.nanoTime() + limit.toNanos();
        Duration pause = Duration.ofMillis(500);
        while (true) {
            SQLException refusal = connect();
            if (refusal == null) {
                return;
            }
            long left = end - System.nanoTime();
            if (isFinal(refusal) || left <= 0) {
                throw problem(refusal).toException(refusal);
            }
            Duration next = Duration.ofNanos(Math.min(left, pause.toNanos()));
            log.warn(
                    "The database at {} does not answer ({}). Trying again in {} ms.",
                    place(),
                    reason(refusal),
                    next.toMillis());
            pause(next);
            pause =
                    pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                            ? pause.multipliedBy(2)
                            : LONGEST_PAUSE;
        }
    }

    private @Nullable SQLException connect() {
        try (var connection = DriverManager.getConnection(url, user, password)) {
            return connection.isValid(5) ? null : new SQLException("the connection is not valid");
        } catch (SQLException e) {
            return e;
        }
    }

    /**
     * Whether only the user can mend it: wrong credentials, no such database, a file in use, a URL
     * nobody understands.
     */
    private static boolean isFinal(SQLException refusal) {
        String state = refusal.getSQLState() == null ? "" : refusal.getSQLState();
        return isInUse(refusal)
                || state.startsWith("28")
                || state.startsWith("3D")
                || state.equals("08001") && reason(refusal).contains("No suitable driver")
                || state.startsWith("90");
    }

    private static boolean isInUse(SQLException refusal) {
        return "90020".equals(refusal.getSQLState());
    }

    private Problem problem(SQLException refusal) {
        if (isInUse(refusal)) {
            return Problem.of(
                    ProblemCode.DATABASE_IN_USE,
                    place(),
                    "Another process, probably a GraphBus server, uses this database file.",
                    "Stop it, start this server in another directory or with another"
                            + " graphbus.data, or use PostgreSQL for several servers.");
        }
        return Problem.of(
                ProblemCode.DATABASE_UNREACHABLE,
                place(),
                "The database does not answer: " + reason(refusal),
                "Check SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME and"
                        + " SPRING_DATASOURCE_PASSWORD, and whether the database runs.");
    }

    /** The URL without parameters and credentials, which may hold a password. */
    private String place() {
        return url.replaceFirst("[?;].*", "").replaceFirst("//[^/@]*@", "//");
    }

    private static String reason(SQLException refusal) {
        String message = refusal.getMessage() == null ? "no reason given" : refusal.getMessage();
        return message.lines().findFirst().orElse(message);
    }

    private static void pause(Duration duration) {
        try {
            new CountDownLatch(1).await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.of(ProblemCode.STOPPED, "", "The start was interrupted.", "")
                    .toException(e);
        }
    }
}
