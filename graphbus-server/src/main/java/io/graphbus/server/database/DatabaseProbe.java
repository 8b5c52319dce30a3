package io.graphbus.server.database;

import com.zaxxer.hikari.HikariDataSource;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Asks the database for a connection of its own, outside the pool. Usable from any thread. */
class DatabaseProbe {

    /** So that an address where nothing answers, not even a refusal, is noticed soon. */
    private static final int SECONDS_TO_CONNECT = 3;

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

    /** What is wrong; {@code null} when the database answers. */
    @Nullable SQLException refusal() {
        H2Directory.of(url).ifPresent(H2Directory::prepare);
        try (var connection = DriverManager.getConnection(url, properties())) {
            return connection.isValid(SECONDS_TO_CONNECT)
                    ? null
                    : new SQLException("the connection is not valid");
        } catch (SQLException e) {
            return e;
        }
    }

    private Properties properties() {
        var properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        if (url.startsWith("jdbc:postgresql:")) {
            String seconds = Integer.toString(SECONDS_TO_CONNECT);
            properties.setProperty("connectTimeout", seconds);
            properties.setProperty("loginTimeout", seconds);
            properties.setProperty("socketTimeout", seconds);
        }
        return properties;
    }

    /**
     * Whether only the user can mend it: wrong credentials, no such database, a file in use, a URL
     * nobody understands.
     */
    static boolean isFinal(SQLException refusal) {
        String state = refusal.getSQLState() == null ? "" : refusal.getSQLState();
        return state.startsWith("28")
                || state.startsWith("3D")
                || state.equals("08001") && reason(refusal).contains("No suitable driver")
                || state.startsWith("90");
    }

    Problem problem(SQLException refusal) {
        if ("90020".equals(refusal.getSQLState())) {
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
    String place() {
        return url.replaceFirst("[?;].*", "").replaceFirst("//[^/@]*@", "//");
    }

    static String reason(SQLException refusal) {
        String message = refusal.getMessage() == null ? "no reason given" : refusal.getMessage();
        return message.lines().findFirst().orElse(message);
    }
}
