package io.graphbus.server.security;

import io.graphbus.problem.GraphBusException;
import io.graphbus.server.security.credential.Caller;
import io.graphbus.server.security.credential.RefusedToken;
import io.graphbus.server.security.credential.Role;
import io.graphbus.server.web.DataHeaders;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Lets a request through that all filters of this room would let pass without a word, by the same
 * rules and the same table. It refuses nothing: where it says no, the filters decide. Any thread.
 */
public final class Clearance {

    private final HostFilter host;
    private final BearerFilter bearer;
    private final AccessRules rules;
    private final Map<String, Route> posts;

    Clearance(HostFilter host, BearerFilter bearer, AccessRules rules, RouteRules table) {
        this.host = host;
        this.bearer = bearer;
        this.rules = rules;
        this.posts =
                table.routes().stream()
                        .filter(route -> route.method().equals(HttpMethod.POST.name()))
                        .collect(
                                Collectors.toMap(
                                        route -> route.pattern().getPatternString(),
                                        Function.identity()));
    }

    /**
     * Does the work as the request's caller, with the headers of an answer written.
     *
     * @param route of a {@code POST}, as the table has it
     * @return {@code false} when nothing was done
     */
    public boolean passes(
            HttpServletRequest request, HttpServletResponse response, String route, Work work) {
        Route line = posts.get(route);
        if (line == null || !host.isOwn(request)) {
            return false;
        }
        if (request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
            Caller caller = caller(request);
            return caller != null && mayUse(caller, line) && pass(request, response, caller, work);
        }
        return line.openOnLoopback()
                && rules.isOpenTo(request)
                && pass(request, response, null, work);
    }

    private @Nullable Caller caller(HttpServletRequest request) {
        try {
            return bearer.caller(request);
        } catch (RefusedToken | GraphBusException e) { // told by the filter, which asks again
            return null;
        }
    }

    private static boolean mayUse(Caller caller, Route line) {
        Role needed = line.access().role().orElse(null);
        return needed == null || caller.role().filter(role -> role.includes(needed)).isPresent();
    }

    private static boolean pass(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable Caller caller,
            Work work) {
        DataHeaders.write(request, response);
        if (caller == null) {
            work.run(null);
            return true;
        }
        BearerFilter.enter(caller);
        try {
            work.run(caller);
        } finally {
            SecurityContextHolder.clearContext();
        }
        return true;
    }

    /** What a request is for. */
    @FunctionalInterface
    public interface Work {
        void run(@Nullable Principal caller);
    }
}
