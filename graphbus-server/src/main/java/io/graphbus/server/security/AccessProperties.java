package io.graphbus.server.security;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may reach the server.
 *
 * @param adminToken bearer token of the administrator, usually from GRAPHBUS_ADMIN_TOKEN; empty for
 *     none
 * @param allowedHosts host names that requests may be addressed to, besides loopback names; {@code
 *     *} for any
 */
@ConfigurationProperties("graphbus.security")
public record AccessProperties(
        @DefaultValue("") String adminToken, @DefaultValue List<String> allowedHosts) {

    public AccessProperties {
        adminToken = adminToken.strip();
        allowedHosts = List.copyOf(allowedHosts);
    }

    @Override
    public String toString() {
        return "AccessProperties[allowedHosts=" + allowedHosts + "]";
    }
}
