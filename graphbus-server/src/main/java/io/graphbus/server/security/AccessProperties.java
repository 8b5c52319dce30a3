package io.graphbus.server.security;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may reach the server.
 *
 * @param adminToken bearer token of the administrator, usually from GRAPHBUS_ADMIN_TOKEN; empty for
 *     none
 * @param allowedHosts host names that requests may be addressed to, besides loopback names; {@code
 *     *} for any
 * @param openOnLoopback whether reads, calls and publishing need no token where the server listens
 *     on loopback only; to be switched off behind a proxy on the same machine
 * @param actuator who may use the actuator's endpoints
 */
@ConfigurationProperties("graphbus.security")
public record AccessProperties(
        @DefaultValue("") String adminToken,
        @DefaultValue List<String> allowedHosts,
        @DefaultValue("true") boolean openOnLoopback,
        @DefaultValue Actuator actuator) {

    public AccessProperties {
        adminToken = adminToken.strip();
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
