package io.graphbus.server.intake;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Maps routes as usual, but answers OPTIONS as any other method that a path does not have, and
 * names HEAD wherever there is GET.
 */
final class Verbs extends RequestMappingHandlerMapping {

    @Override
    protected @Nullable HandlerMethod handleNoMatch(
            Set<RequestMappingInfo> routes, String path, HttpServletRequest request)
            throws ServletException {
        try {
            HandlerMethod handler = super.handleNoMatch(routes, path, request);
            if (handler != null && HttpMethod.OPTIONS.matches(request.getMethod())) {
                throw refusal(request, allowed(routes, request));
            }
            return handler;
        } catch (HttpRequestMethodNotSupportedException e) {
            String[] supported = e.getSupportedMethods();
            throw refusal(request, Set.of(supported == null ? new String[0] : supported));
        }
    }

    private static Set<String> allowed(Set<RequestMappingInfo> routes, HttpServletRequest request) {
        var allowed = new TreeSet<String>();
        for (RequestMappingInfo route : routes) {
            var paths = route.getPathPatternsCondition();
            if (paths != null && paths.getMatchingCondition(request) != null) {
                route.getMethodsCondition().getMethods().forEach(m -> allowed.add(m.name()));
            }
        }
        return allowed;
    }

    private static HttpRequestMethodNotSupportedException refusal(
            HttpServletRequest request, Collection<String> allowed) {
        var methods = new TreeSet<>(allowed);
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return new HttpRequestMethodNotSupportedException(request.getMethod(), methods);
    }
}
