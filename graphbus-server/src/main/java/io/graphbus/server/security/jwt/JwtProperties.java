package io.graphbus.server.security.jwt;

import io.graphbus.server.security.credential.Role;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the claims of a token become a role.
 *
 * @param rolesClaims claims that are looked at, dots leading into nested ones; each is a list or a
 *     text with blanks between its values
 * @param prefix what a value begins with that names a role, as in graphbus:viewer
 * @param mapping other values that stand for a role, such as names of groups
 */
@ConfigurationProperties("graphbus.security.jwt")
record JwtProperties(
        @DefaultValue({"roles", "scope", "scp"}) List<String> rolesClaims,
        @DefaultValue("graphbus:") String prefix,
        @DefaultValue Map<Role, List<String>> mapping) {

    JwtProperties {
        rolesClaims = List.copyOf(rolesClaims);
        mapping = Map.copyOf(mapping);
    }
}
