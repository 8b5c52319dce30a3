package io.graphbus.server.security.jwt;

import io.graphbus.server.security.credential.Role;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the highest role that a token's claims name. Immutable. */
final class RoleClaims {

    private final JwtProperties properties;

    RoleClaims(JwtProperties properties) {
        this.properties = properties;
    }

    Optional<Role> role(Map<String, Object> claims) {
        return properties.rolesClaims().stream()
                .flatMap(name -> values(claim(claims, name)))
                .flatMap(this::roles)
                .max(Role::compareTo);
    }

    private Stream<Role> roles(String value) {
        Stream<Role> named =
                value.startsWith(properties.prefix())
                        ? Role.of(value.substring(properties.prefix().length())).stream()
                        : Stream.empty();
        Stream<Role> mapped =
                properties.mapping().entrySet().stream()
                        .filter(entry -> entry.getValue().contains(value))
                        .map(Map.Entry::getKey);
        return Stream.concat(named, mapped);
    }

    /** A claim of the whole name, such as a URL, before one that its dots lead to. */
    private static @Nullable Object claim(Map<?, ?> claims, String name) {
        Object whole = claims.get(name);
        int dot = name.indexOf('.');
        if (whole != null || dot < 0) {
            return whole;
        }
        return claims.get(name.substring(0, dot)) instanceof Map<?, ?> nested
                ? claim(nested, name.substring(dot + 1))
                : null;
    }

    private static Stream<String> values(@Nullable Object claim) {
        return switch (claim) {
            case String text -> Arrays.stream(text.split("\\s+"));
            case Collection<?> list ->
                    list.stream().filter(String.class::isInstance).map(String.class::cast);
            case null, default -> Stream.empty();
        };
    }
}
