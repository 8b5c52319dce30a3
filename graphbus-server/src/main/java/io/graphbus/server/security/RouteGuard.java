package io.graphbus.server.security;

import io.graphbus.server.security.credential.Caller;
import io.graphbus.server.security.credential.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.condition.PathPatternsRequestCondition;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;

/** Lets a request through when its caller has the role that the table asks for. Any thread. */
final class RouteGuard implements AuthorizationManager<RequestAuthorizationContext> {

    private static final String ROUTE = RouteGuard.class.getName() + ".route";

    private final RouteRules table;
    private final AccessRules rules;
    private final Supplier<List<RequestMappingInfoHandlerMapping>> mappings;
    private volatile @Nullable List<PathPattern> mapped;

    RouteGuard(
            RouteRules table,
            AccessRules rules,
            Supplier<List<RequestMappingInfoHandlerMapping>> mappings) {
        this.table = table;
        this.rules = rules;
        this.mappings = mappings;
    }

    @Override
    public AuthorizationDecision authorize(
            Supplier<? extends Authentication> caller, RequestAuthorizationContext context) {
        Optional<Role> needed = needed(context.getRequest());
        return new AuthorizationDecision(
                needed.isEmpty()
                        || role(caller.get()).filter(r -> r.includes(needed.get())).isPresent());
    }

    /** The least role that this request needs; empty when it needs none. */
    Optional<Role> needed(HttpServletRequest request) {
        Route route = route(request);
        return route.openOnLoopback() && rules.isOpenTo(request)
                ? Optional.empty()
                : route.access().role();
    }

    /** Whether it asks for more than looking and using, which is what needs a token everywhere. */
    boolean isChange(HttpServletRequest request) {
        return !RouteRules.SAFE.contains(request.getMethod()) && !route(request).openOnLoopback();
    }

    RouteRules table() {
        return table;
    }

    /** The request's line of the table. */
    Route route(HttpServletRequest request) {
        if (request.getAttribute(ROUTE) instanceof Route known) {
            return known;
        }
        PathContainer path = path(request);
        Route route = table.of(request.getMethod(), path, () -> isMapped(path));
        request.setAttribute(ROUTE, route);
        return route;
    }

    private static Optional<Role> role(@Nullable Authentication caller) {
        return caller instanceof Caller known ? known.role() : Optional.empty();
    }

    private static PathContainer path(HttpServletRequest request) {
        RequestPath path =
                ServletRequestPathUtils.hasParsedRequestPath(request)
                        ? ServletRequestPathUtils.getParsedRequestPath(request)
                        : ServletRequestPathUtils.parseAndCache(request);
        return path.pathWithinApplication();
    }

    /** Whether something answers a {@code GET} of this path. */
    private boolean isMapped(PathContainer path) {
        List<PathPattern> known = mapped;
        if (known == null) {
            known =
                    mappings.get().stream()
                            .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                            .flatMap(RouteGuard::readable)
                            .toList();
            mapped = known;
        }
        return known.stream().anyMatch(pattern -> pattern.matches(path));
    }

    private static Stream<PathPattern> readable(RequestMappingInfo info) {
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
        PathPatternsRequestCondition paths = info.getPathPatternsCondition();
        return paths == null || !(methods.isEmpty() || methods.contains(RequestMethod.GET))
                ? Stream.empty()
                : paths.getPatterns().stream();
    }
}
