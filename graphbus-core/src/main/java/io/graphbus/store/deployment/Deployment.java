package io.graphbus.store.deployment;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Version;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A version of an agent that is live in an environment.
 *
 * @param environment in lower case
 * @param since when it was recorded
 */
public record Deployment(String environment, String agent, Version version, Instant since) {

    /** By environment, agent and version. */
    public static final Comparator<Deployment> ORDER =
            Comparator.comparing(Deployment::environment)
                    .thenComparing(Deployment::agent)
                    .thenComparing(Deployment::version)
                    .thenComparing(d -> d.version().text());

    private static final Pattern ENVIRONMENT = Pattern.compile("[a-z0-9][a-z0-9_.-]{0,63}");
    private static final Pattern AGENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,127}");

    public Deployment {
        environment = environmentNamed(environment);
        agent = agentNamed(agent);
    }

    /**
     * The name, if agents can have it.
     *
     * @throws io.graphbus.problem.GraphBusException {@code INVALID_REQUEST}
     */
    public static String agentNamed(String name) {
        if (!AGENT.matcher(name).matches()) {
            throw invalid("agent", "'" + name + "' is not the name of an agent").toException();
        }
        return name;
    }

    /**
     * The environment of that name, which is the same in capitals and small letters.
     *
     * @throws io.graphbus.problem.GraphBusException {@code INVALID_REQUEST}
     */
    public static String environmentNamed(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!ENVIRONMENT.matcher(lower).matches()) {
            throw invalid("environment", "'" + name + "' is not the name of an environment")
                    .toException();
        }
        return lower;
    }

    private static Problem invalid(String where, String message) {
        return Problem.of(
                ProblemCode.INVALID_REQUEST,
                where,
                message,
                "Environments are named like prod, staging or eu-west.1, agents like Orders.");
    }

    /** Whether both are the same version of the same agent at the same place. */
    public boolean isSame(Deployment other) {
        return isOf(other) && version.text().equals(other.version.text());
    }

    /** Whether both are of the same agent at the same place. */
    public boolean isOf(Deployment other) {
        return environment.equals(other.environment) && agent.equals(other.agent);
    }
}
