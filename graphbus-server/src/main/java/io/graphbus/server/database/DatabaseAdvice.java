package io.graphbus.server.database;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.web.ProblemBody;
import io.graphbus.server.web.ProblemResponses;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers a request during which the database went away as one that found it away. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class DatabaseAdvice {

    private static final Logger log = LoggerFactory.getLogger(DatabaseAdvice.class);

    @ExceptionHandler({JpaSystemException.class, TransactionSystemException.class})
    ResponseEntity<ProblemBody> failed(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refusal && isAway(refusal)) {
                log.warn("The database went away during a request: {}", refusal.getMessage());
                return ProblemResponses.of(
                        Problem.of(
                                ProblemCode.DATABASE_UNREACHABLE,
                                "database",
                                "The database went away during the request.",
                                "Look whether the request took effect, then try again;"
                                        + " /actuator/health tells when it is back."));
            }
        }
        log.error("The database refused a request", failure);
        return ProblemResponses.of(
                Problem.of(
                        ProblemCode.INTERNAL_ERROR,
                        "database",
                        "The database refused this request.",
                        "The server's log says why."));
    }

    /** Broken connections, shutdown by an operator or a crash, too many connections. */
    private static boolean isAway(SQLException refusal) {
        String state = String.valueOf(refusal.getSQLState());
        return state.startsWith("08") || state.startsWith("57P") || state.startsWith("53");
    }
}
