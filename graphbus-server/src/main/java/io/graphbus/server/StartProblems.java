package io.graphbus.server;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.util.ClassUtils;

/** Reads from a failed start what its user did wrong. */
final class StartProblems {

    private StartProblems() {}

    static List<Problem> of(Throwable failure) {
        List<Throwable> causes = causes(failure);
        for (Throwable cause : causes) {
            List<Problem> found = read(cause);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return causes.stream()
                .filter(BindException.class::isInstance)
                .map(cause -> setting((BindException) cause))
                .toList();
    }

    /** Without the value, which may be a secret. */
    private static Problem setting(BindException failure) {
        return Problem.of(
                ProblemCode.INVALID_CONFIGURATION,
                failure.getName().toString(),
                "This property cannot have the value it was given.",
                allowed(failure.getTarget().getType().resolve(Object.class)));
    }

    private static String allowed(Class<?> type) {
        if (type.isEnum()) {
            return "Set one of "
                    + Stream.of(type.getEnumConstants())
                            .map(value -> ((Enum<?>) value).name())
                            .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '-'))
                            .collect(Collectors.joining(", "))
                    + ".";
        }
        return switch (ClassUtils.resolvePrimitiveIfNecessary(type).getSimpleName()) {
            case "Integer", "Long" -> "Set a whole number.";
            case "Double" -> "Set a number.";
            case "Boolean" -> "Set true or false.";
            case "Duration" -> "Set a duration such as 500ms, 30s, 5m.";
            case "DataSize" -> "Set a size such as 64KB, 10MB.";
            default -> "Its type and default are in the documentation of the properties.";
        };
    }

    private static List<Throwable> causes(Throwable failure) {
        var causes = new ArrayList<Throwable>();
        for (Throwable t = failure; t != null && !causes.contains(t); t = t.getCause()) {
            causes.add(t);
        }
        return causes;
    }

    private static List<Problem> read(Throwable cause) {
        return switch (cause) {
            case GraphBusException e -> e.problems();
            case PortInUseException e -> List.of(portInUse(e));
            case java.net.BindException e -> List.of(cannotListen(e));
            case SQLException e -> List.of(database(e));
            default -> List.of();
        };
    }

    private static Problem portInUse(PortInUseException e) {
        return Problem.of(
                ProblemCode.PORT_IN_USE,
                "server.port",
                "Port " + e.getPort() + " is in use.",
                "Stop what listens there, or choose another port with --server.port"
                        + " (serve: --port); 0 takes any free one.");
    }

    private static Problem cannotListen(java.net.BindException e) {
        return Problem.of(
                ProblemCode.INVALID_CONFIGURATION,
                "server.address",
                "The server cannot listen there: " + e.getMessage() + ".",
                "Set server.address to an address of this machine, such as 127.0.0.1.");
    }

    private static Problem database(SQLException e) {
        return Problem.of(
                ProblemCode.DATABASE_UNREACHABLE,
                "spring.datasource.url",
                "The database does not answer: " + firstLine(String.valueOf(e.getMessage())),
                "Check spring.datasource.url, username and password, and that the database runs.");
    }

    private static String firstLine(@Nullable String message) {
        return Objects.requireNonNullElse(message, "no reason given")
                .lines()
                .findFirst()
                .orElse("");
    }
}
