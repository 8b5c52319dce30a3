package io.graphbus.server.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;

/**
 * The table of routes: who may use which. docs/guide/security.md says the same, and a test compares
 * both with what is mapped. What stands nowhere here is the administrator's. Immutable.
 */
final class RouteRules {

    /** Methods that only look. */
    static final Set<String> SAFE = Set.of("GET", "HEAD");

    private final List<Route> routes;
    private final Route reads = read("/**");
    private final Route others = manage("*", "/**");

    /**
     * The table.
     *
     * @param actuator where the actuator's endpoints are, {@code /actuator} unless configured
     */
    RouteRules(String actuator, Endpoints endpoints) {
        var all = new ArrayList<>(api());
        all.addAll(contracts());
        all.addAll(letters());
        all.addAll(migrations());
        all.addAll(coherence());
        all.addAll(pages());
        all.addAll(actuator(actuator, endpoints));
        this.routes = List.copyOf(all);
    }

    private static List<Route> api() {
        return List.of(
                read("/api/v1/graph"),
                read("/api/v1/agents"),
                read("/api/v1/agents/{agent}"),
                read("/api/v1/agents/{agent}/health"),
                read("/api/v1/agents/{agent}/state"),
                write("PUT", "/api/v1/agents/{agent}/state"),
                write("DELETE", "/api/v1/agents/{agent}/state"),
                use("POST", "/api/v1/agents/{agent}/methods/{method}"),
                read("/api/v1/topics"),
                read("/api/v1/subscriptions"),
                write("POST", "/api/v1/subscriptions/{agent}/{id}/pause"),
                write("POST", "/api/v1/subscriptions/{agent}/{id}/resume"),
                read("/api/v1/stats"),
                read("/api/v1/events"),
                use("POST", "/api/v1/events"),
                read("/api/v1/events/log"),
                write("POST", "/api/v1/events/replay"),
                read("/api/v1/events/stream"),
                read("/api/v1/events/verify"),
                read("/api/v1/events/{id}"),
                read("/api/v1/builds"),
                manage("POST", "/api/v1/builds"),
                read("/api/v1/builds/{id}"),
                manage("DELETE", "/api/v1/builds/{id}"),
                read("/api/v1/builds/{id}/artifacts"),
                manage("POST", "/api/v1/builds/{id}/activate"),
                read("/api/v1/applications"),
                read("/api/v1/applications/{name}"),
                write("PUT", "/api/v1/applications/{name}"),
                manage("DELETE", "/api/v1/applications/{name}"),
                use("POST", "/api/v1/schemas/check"),
                manage("GET", "/api/v1/keys"),
                manage("POST", "/api/v1/keys"),
                manage("GET", "/api/v1/keys/{id}"),
                manage("DELETE", "/api/v1/keys/{id}"));
    }

    private static List<Route> contracts() {
        return List.of(
                read("/api/v1/contracts"),
                read("/api/v1/contracts/notices"),
                read("/api/v1/contracts/{agent}/{version}"),
                write("POST", "/api/v1/contracts"),
                use("POST", "/api/v1/contracts/diff"),
                use("POST", "/api/v1/contracts/validate"),
                use("POST", "/api/v1/contracts/impact"),
                use("POST", "/api/v1/contracts/can-deploy"),
                read("/api/v1/deployments"),
                write("POST", "/api/v1/deployments"),
                write("DELETE", "/api/v1/deployments/{environment}/{agent}/{version}"));
    }

    private static List<Route> letters() {
        return List.of(
                read("/api/v1/dead-letters"),
                read("/api/v1/dead-letters/{id}"),
                write("POST", "/api/v1/dead-letters/replay"),
                write("DELETE", "/api/v1/dead-letters"));
    }

    private static List<Route> migrations() {
        return List.of(
                read("/api/v1/migrations"),
                read("/api/v1/migrations/plan"),
                read("/api/v1/migrations/status"),
                write("POST", "/api/v1/migrations"),
                write("DELETE", "/api/v1/migrations"),
                write("POST", "/api/v1/migrations/apply"),
                write("POST", "/api/v1/migrations/{id}/rollback"),
                write("POST", "/api/v1/migrations/{id}/repair"),
                use("POST", "/api/v1/migrations/validate"));
    }

    private static List<Route> coherence() {
        return List.of(
                read("/api/v1/coherence"),
                read("/api/v1/coherence/report"),
                read("/api/v1/coherence/drift"),
                read("/api/v1/coherence/graph"));
    }

    private static List<Route> pages() {
        return List.of(
                read("/v3/api-docs"),
                read("/v3/api-docs.yaml"),
                read("/v3/api-docs/swagger-config"),
                read("/swagger-ui.html"),
                manage("*", "/error"));
    }

    private static List<Route> actuator(String base, Endpoints endpoints) {
        return List.of(
                open(base + "/health/liveness"),
                open(base + "/health/readiness"),
                open("/livez"),
                open("/readyz"),
                set(base + "/health", endpoints.health()),
                set(base + "/health/**", endpoints.health()),
                set(base + "/prometheus", endpoints.prometheus()),
                Route.of("GET", base.isEmpty() ? "/" : base, Access.ADMIN, true),
                Route.of("GET", base + "/graphbus", Access.ADMIN, true),
                Route.of("GET", base + "/info", Access.ADMIN, true),
                manage("*", base + "/{*endpoint}"));
    }

    /** Open everywhere. */
    private static Route open(String pattern) {
        return Route.of("GET", pattern, Access.OPEN, true);
    }

    /** As configured; without configuration like any other read. */
    private static Route set(String pattern, @Nullable Access access) {
        return access == null ? read(pattern) : Route.of("GET", pattern, access, false);
    }

    /** Looks at something. */
    private static Route read(String pattern) {
        return Route.of("GET", pattern, Access.VIEWER, true);
    }

    /** Uses the graph as it is meant to be used. */
    private static Route use(String method, String pattern) {
        return Route.of(method, pattern, Access.OPERATOR, true);
    }

    /** Changes what the graph works with. */
    private static Route write(String method, String pattern) {
        return Route.of(method, pattern, Access.OPERATOR, false);
    }

    /** Changes what runs, or who may use it. */
    private static Route manage(String method, String pattern) {
        return Route.of(method, pattern, Access.ADMIN, false);
    }

    List<Route> routes() {
        return routes;
    }

    /**
     * The line for a request.
     *
     * @param isMapped whether anything would answer it; where nothing is, looking is as allowed as
     *     any other read, so that a misspelt path is told as one
     */
    Route of(String method, PathContainer path, BooleanSupplier isMapped) {
        return routes.stream()
                .filter(route -> route.matches(method, path))
                .findFirst()
                .orElseGet(
                        () -> SAFE.contains(method) && !isMapped.getAsBoolean() ? reads : others);
    }

    /**
     * The access to endpoints that can be configured.
     *
     * @param health health with its details; the probes are open regardless
     */
    record Endpoints(@Nullable Access health, @Nullable Access prometheus) {}
}
