package io.graphbus.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Looks for a {@link DirectRoute} before Spring MVC looks through its controllers. Only plain
 * requests are taken: JSON in, JSON or anything out, nothing encoded in the path.
 */
@Component
class DirectRoutes extends AbstractHandlerMapping {

    private final List<DirectRoute> routes;
    private final RequestMappingHandlerMapping controllers;
    private final HandlerExceptionResolver exceptions;
    private final Map<String, HandlerMethod> documented = new ConcurrentHashMap<>();

    DirectRoutes(
            List<DirectRoute> routes,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping controllers,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver exceptions) {
        this.routes = List.copyOf(routes);
        this.controllers = controllers;
        this.exceptions = exceptions;
        setOrder(Ordered.HIGHEST_PRECEDENCE);
    }

    @Override
    protected @Nullable HttpRequestHandler getHandlerInternal(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (!isPlain(path, request)) {
            return null;
        }
        for (DirectRoute route : routes) {
            if (route.fits(path, request)) {
                return (asked, answer) -> answer(route, path, asked, answer);
            }
        }
        return null;
    }

    private static boolean isPlain(String path, HttpServletRequest request) {
        return HttpMethod.POST.matches(request.getMethod())
                && MediaType.APPLICATION_JSON_VALUE.equals(request.getContentType())
                && isAnswerable(request.getHeader(HttpHeaders.ACCEPT))
                && path.indexOf('%') < 0
                && path.indexOf(';') < 0;
    }

    private static boolean isAnswerable(@Nullable String accept) {
        return accept == null
                || accept.equals(MediaType.ALL_VALUE)
                || accept.equals(MediaType.APPLICATION_JSON_VALUE);
    }

    private void answer(
            DirectRoute route,
            String path,
            HttpServletRequest request,
            HttpServletResponse response) {
        ServerHttpObservationFilter.findObservationContext(request)
                .ifPresent(context -> context.setPathPattern(route.pattern()));
        try {
            route.answer(path, request, response);
        } catch (Exception e) { // told by whoever tells the controller's
            if (exceptions.resolveException(request, response, controller(route), e) == null) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** The method of the controller that has the route too. */
    private HandlerMethod controller(DirectRoute route) {
        return documented.computeIfAbsent(
                route.pattern(),
                pattern ->
                        controllers.getHandlerMethods().entrySet().stream()
                                .filter(mapped -> isPost(mapped.getKey(), pattern))
                                .map(Map.Entry::getValue)
                                .findFirst()
                                .orElseThrow());
    }

    private static boolean isPost(RequestMappingInfo mapping, String pattern) {
        return mapping.getPatternValues().contains(pattern)
                && mapping.getMethodsCondition().getMethods().contains(RequestMethod.POST);
    }
}
