package io.graphbus.server.database;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.web.ProblemBody;
import io.graphbus.server.web.ProblemResponses;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers what the database refused. That it is away is told by the watch, once, and not by each
 * request.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class DatabaseAdvice {

    private static final Logger log = LoggerFactory.getLogger(DatabaseAdvice.class);

    /** SQL state of PostgreSQL. */
    private static final String DISK_FULL = "53100";

    /** SQL state of H2 for a database that closed itself. */
    private static final String H2_CLOSED = "90098";

    /** What Linux says. */
    private static final String NO_ROOM = "No space left on device";

    private final DatabaseWatch watch;

    DatabaseAdvice(DatabaseWatch watch) {
        this.watch = watch;
    }

    /** A problem that was made of such an exception stays that problem. */
    @ExceptionHandler
    ResponseEntity<ProblemBody> told(GraphBusException problem) {
        return ProblemResponses.of(problem.problems());
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ResponseEntity<ProblemBody> refused(RuntimeException failure) {
        Optional<SQLException> refusal = refusal(failure);
        if (isFull(failure)) {
            log.warn("The database has no room left to write: {}", failure.getMessage());
            return ProblemResponses.of(full());
        }
        if (refusal.filter(DatabaseAdvice::isBroken).isPresent()) {
            boolean answers = watch.answers();
            return ProblemResponses.of(
                    !isBegun(failure) && answers ? busy() : away(isBegun(failure)));
        }
        if (failure instanceof ConcurrencyFailureException
                || refusal.filter(DatabaseAdvice::isDuplicate).isPresent()) {
            return ProblemResponses.of(conflict());
        }
        log.error("The database refused a request", failure);
        return ProblemResponses.of(
                Problem.of(
                        ProblemCode.INTERNAL_ERROR,
                        "database",
                        "The database refused this request.",
                        "The server's log says why."));
    }

    private static Optional<SQLException> refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refusal) {
                return Optional.of(refusal);
            }
        }
        return Optional.empty();
    }

    /** No connection, a broken one, shutdown by an operator or a crash, too many connections. */
    private static boolean isBroken(SQLException refusal) {
        String state = String.valueOf(refusal.getSQLState());
        return refusal instanceof SQLTransientConnectionException
                || state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("53")
                || state.equals(H2_CLOSED);
    }

    /** Told by the operating system to H2, and by PostgreSQL to us. */
    private static boolean isFull(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refusal && DISK_FULL.equals(refusal.getSQLState())
                    || cause instanceof IOException
                            && String.valueOf(cause.getMessage()).contains(NO_ROOM)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDuplicate(SQLException refusal) {
        return "23505".equals(refusal.getSQLState());
    }

    /** Whether the request had a connection already. */
    private static boolean isBegun(RuntimeException failure) {
        return !(failure instanceof CannotCreateTransactionException);
    }

    private static Problem away(boolean begun) {
        return Problem.of(
                ProblemCode.DATABASE_UNREACHABLE,
                "database",
                begun
                        ? "The database went away during the request."
                        : "The database does not answer.",
                begun
                        ? "Look whether the request took effect, then try again;"
                                + " /actuator/health tells when it is back."
                        : "Try again later; /actuator/health tells when it is back.");
    }

    private static Problem full() {
        return Problem.of(
                ProblemCode.DATABASE_UNREACHABLE,
                "database",
                "The database has no room left to write.",
                "Make room on its disk, look whether the request took effect, then try again.");
    }

    private static Problem busy() {
        return Problem.of(
                ProblemCode.DATABASE_UNREACHABLE,
                "database",
                "No connection to the database became free in time.",
                "Try again in a moment; spring.datasource.hikari.maximum-pool-size sets how many"
                        + " there are.");
    }

    private static Problem conflict() {
        return Problem.of(
                ProblemCode.CONFLICT,
                "database",
                "Another request, or another server on the same database, changed the same thing"
                        + " at the same time.",
                "Look how it stands now, and try again if it is not what you want.");
    }
}
