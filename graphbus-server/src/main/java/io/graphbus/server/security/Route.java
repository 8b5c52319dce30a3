package io.graphbus.server.security;

import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * One line of the table of routes.
 *
 * @param method an HTTP method, {@code GET} for {@code HEAD} too, or {@code *} for any
 * @param pattern as the controller's mapping has it
 * @param access the least role
 * @param openOnLoopback whether it needs no token where the server listens on loopback only
 */
record Route(String method, PathPattern pattern, Access access, boolean openOnLoopback) {

    private static final String ANY = "*";

    static Route of(String method, String pattern, Access access, boolean openOnLoopback) {
        return new Route(
                method, PathPatternParser.defaultInstance.parse(pattern), access, openOnLoopback);
    }

    boolean matches(String requested, PathContainer path) {
        return takes(requested) && pattern.matches(path);
    }

    private boolean takes(String requested) {
        return method.equals(ANY)
                || method.equals(requested)
                || (method.equals(HttpMethod.GET.name())
                        && requested.equals(HttpMethod.HEAD.name()));
    }

    /** Method and path, as in the documentation. */
    String name() {
        return method + " " + pattern.getPatternString();
    }
}
