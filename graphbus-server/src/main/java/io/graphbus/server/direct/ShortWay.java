package io.graphbus.server.direct;

import io.graphbus.server.intake.PlainBodies;
import io.graphbus.server.observation.RequestTimes;
import io.graphbus.server.security.Clearance;
import io.graphbus.server.web.DirectRoute;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Answers plain requests for a {@link DirectRoute} before the other filters and Spring MVC, which
 * together take more time than the rest of the work. Only what all of them would let pass without a
 * word is taken: JSON in, JSON or anything out, nothing encoded in the path, the body of an
 * announced length, host and caller good. Everything else goes on as if this filter were not there,
 * and is refused or answered by those whose business it is.
 */
final class ShortWay extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final transient List<DirectRoute> routes;
    private final transient PlainBodies bodies;
    private final transient Clearance clearance;
    private final transient Controllers controllers;
    private final transient RequestTimes times;

    ShortWay(
            List<DirectRoute> routes,
            PlainBodies bodies,
            Clearance clearance,
            Controllers controllers,
            RequestTimes times) {
        this.routes = List.copyOf(routes);
        this.bodies = bodies;
        this.clearance = clearance;
        this.controllers = controllers;
        this.times = times;
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long begun = System.nanoTime();
        String path = request.getRequestURI();
        DirectRoute route = isPlain(path, request) ? route(path, request) : null;
        HttpServletRequest watched = route == null ? null : bodies.watched(request);
        if (route == null
                || watched == null
                || !clearance.passes(
                        request,
                        response,
                        route.pattern(),
                        caller ->
                                answer(route, path, new Known(watched, caller), response, begun))) {
            chain.doFilter(request, response);
        }
    }

    private @Nullable DirectRoute route(String path, HttpServletRequest request) {
        for (DirectRoute route : routes) {
            if (route.fits(path, request)) {
                return route;
            }
        }
        return null;
    }

    private static boolean isPlain(String path, HttpServletRequest request) {
        return HttpMethod.POST.matches(request.getMethod())
                && request.getContextPath().isEmpty()
                && request.getQueryString() == null
                && MediaType.APPLICATION_JSON_VALUE.equals(request.getContentType())
                && isAnswerable(request.getHeaders(HttpHeaders.ACCEPT))
                && isPlain(path);
    }

    /** Nothing that anybody could read in two ways. */
    private static boolean isPlain(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean plain =
                    (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9')
                            || c == '/'
                            || c == '_'
                            || c == '-';
            if (!plain) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAnswerable(Enumeration<String> accept) {
        while (accept.hasMoreElements()) {
            String type = accept.nextElement();
            if (!type.equals(MediaType.ALL_VALUE)
                    && !type.equals(MediaType.APPLICATION_JSON_VALUE)) {
                return false;
            }
        }
        return true;
    }

    private void answer(
            DirectRoute route,
            String path,
            HttpServletRequest request,
            HttpServletResponse response,
            long begun) {
        if (times.areTraced()) {
            ServerHttpObservationFilter.findObservationContext(request)
                    .ifPresent(context -> context.setPathPattern(route.pattern()));
        }
        try {
            route.answer(path, request, response);
        } catch (Exception e) { // told by whoever tells the controller's
            controllers.tell(request, response, route, e);
        } finally {
            if (!times.areTraced()) {
                times.record(route.pattern(), request, response, begun);
            }
        }
    }

    /** A request whose caller is known. */
    private static final class Known extends HttpServletRequestWrapper {

        private final @Nullable Principal caller;

        Known(HttpServletRequest request, @Nullable Principal caller) {
            super(request);
            this.caller = caller;
        }

        @Override
        public @Nullable Principal getUserPrincipal() {
            return caller;
        }
    }

    /** The controllers that have the same routes, and who tells what goes wrong in them. */
    static final class Controllers {

        private final RequestMappingHandlerMapping mapping;
        private final HandlerExceptionResolver exceptions;
        private final Map<String, HandlerMethod> known = new ConcurrentHashMap<>();

        Controllers(RequestMappingHandlerMapping mapping, HandlerExceptionResolver exceptions) {
            this.mapping = mapping;
            this.exceptions = exceptions;
        }

        private void tell(
                HttpServletRequest request,
                HttpServletResponse response,
                DirectRoute route,
                Exception e) {
            HandlerMethod handler = known.computeIfAbsent(route.pattern(), this::handler);
            if (exceptions.resolveException(request, response, handler, e) == null) {
                throw new IllegalStateException(e);
            }
        }

        private HandlerMethod handler(String pattern) {
            return mapping.getHandlerMethods().entrySet().stream()
                    .filter(mapped -> isPost(mapped.getKey(), pattern))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElseThrow();
        }

        private static boolean isPost(RequestMappingInfo mapping, String pattern) {
            return mapping.getPatternValues().contains(pattern)
                    && mapping.getMethodsCondition().getMethods().contains(RequestMethod.POST);
        }
    }
}
