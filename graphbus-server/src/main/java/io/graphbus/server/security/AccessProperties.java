package io.graphbus.server.security;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may reach the server.
 *
 * @param adminToken bearer token of the administrator, usually from GRAPHBUS_ADMIN_TOKEN; empty for
 *     none
 * @param viewerToken bearer token of a viewer such as Prometheus, usually from
 *     GRAPHBUS_VIEWER_TOKEN; empty for none
 * @param allowedHosts host names that requests may be addressed to, besides loopback names; {@code
 *     *} for any
 * @param openOnLoopback whether reads, calls and publishing need no token where the server listens
 *     on loopback only; to be switched off behind a proxy on the same machine
 * @param actuator who may use the actuator's endpoints
 */
@ConfigurationProperties("graphbus.security")
public record AccessProperties(
        @DefaultValue("") String adminToken,
        @DefaultValue("") String viewerToken,
        @DefaultValue List<String> allowedHosts,
        @DefaultValue("true") boolean openOnLoopback,
        @DefaultValue Actuator actuator) {

    public AccessProperties {
        adminToken = adminToken.strip();
        viewerToken = viewerToken.strip();
        if (!viewerToken.isEmpty() && viewerToken.equals(adminToken)) {
            throw Problem.of(
                            ProblemCode.INVALID_CONFIGURATION,
                            "graphbus.security.viewer-token",
                            "The viewer's token is the administrator's.",
                            "Set GRAPHBUS_VIEWER_TOKEN to a secret of its own, or leave it out.")
                    .toException();
        }
        allowedHosts = List.copyOf(allowedHosts);
    }

    @Override
    public String toString() {
        return "AccessProperties[allowedHosts=" + allowedHosts + "]";
    }

    /**
     * Who may use the actuator's endpoints; all others but these are the administrator's.
     *
     * @param health least role that sees health with its details; without it viewer, and on
     *     loopback open
     * @param prometheus least role that reads the metrics; without it viewer, and on loopback open
     */
    public record Actuator(@Nullable Access health, @Nullable Access prometheus) {}
}
