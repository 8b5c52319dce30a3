package io.graphbus.cli.contract;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Version;
import java.util.Optional;

/**
 * A contract as a user names it, such as {@code Orders@1.0.0}; without a version the newest there
 * is.
 */
public record ContractName(String agent, Optional<Version> version) {

    /** Reads {@code Orders} or {@code Orders@1.0.0}. */
    public static ContractName of(String text) {
        int at = text.indexOf('@');
        return at < 0
                ? new ContractName(text, Optional.empty())
                : new ContractName(
                        text.substring(0, at), Optional.of(version(text.substring(at + 1))));
    }

    static Version version(String text) {
        if (!Version.isValid(text)) {
            throw Problem.of(
                            ProblemCode.USAGE,
                            text,
                            "'" + text + "' is not a semantic version",
                            "Write it like 1.0.0 or 2.0.0-rc.1.")
                    .toException();
        }
        return Version.of(text);
    }

    @Override
    public String toString() {
        return agent + version.map(v -> "@" + v).orElse("");
    }
}
