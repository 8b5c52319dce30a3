package io.graphbus.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Who may use which route on loopback; a new route fails here until it has its line. */
class RouteAccessTest extends RunningServer {

    private enum Access {
        OPEN,
        TOKEN
    }

    private static final Map<String, Access> TABLE =
            Map.ofEntries(
                    Map.entry("GET /api/v1/graph", Access.OPEN),
                    Map.entry("GET /api/v1/agents", Access.OPEN),
                    Map.entry("GET /api/v1/agents/{agent}", Access.OPEN),
                    Map.entry("GET /api/v1/agents/{agent}/health", Access.OPEN),
                    Map.entry("GET /api/v1/agents/{agent}/state", Access.OPEN),
                    Map.entry("PUT /api/v1/agents/{agent}/state", Access.TOKEN),
                    Map.entry("DELETE /api/v1/agents/{agent}/state", Access.TOKEN),
                    Map.entry("POST /api/v1/agents/{agent}/methods/{method}", Access.OPEN),
                    Map.entry("GET /api/v1/topics", Access.OPEN),
                    Map.entry("GET /api/v1/subscriptions", Access.OPEN),
                    Map.entry("GET /api/v1/stats", Access.OPEN),
                    Map.entry("GET /api/v1/events", Access.OPEN),
                    Map.entry("POST /api/v1/events", Access.OPEN),
                    Map.entry("GET /api/v1/events/{id}", Access.OPEN),
                    Map.entry("GET /api/v1/events/stream", Access.OPEN),
                    Map.entry("GET /api/v1/builds", Access.OPEN),
                    Map.entry("POST /api/v1/builds", Access.TOKEN),
                    Map.entry("GET /api/v1/builds/{id}", Access.OPEN),
                    Map.entry("GET /api/v1/builds/{id}/artifacts", Access.OPEN),
                    Map.entry("POST /api/v1/builds/{id}/activate", Access.TOKEN),
                    Map.entry("GET /api/v1/applications", Access.OPEN),
                    Map.entry("GET /api/v1/applications/{name}", Access.OPEN),
                    Map.entry("PUT /api/v1/applications/{name}", Access.TOKEN),
                    Map.entry("DELETE /api/v1/applications/{name}", Access.TOKEN),
                    Map.entry("GET /api/v1/contracts", Access.OPEN),
                    Map.entry("GET /api/v1/contracts/{agent}/{version}", Access.OPEN));

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Test
    void everyRouteStandsInTheTable() {
        Map<String, Boolean> routes = new TreeMap<>();
        mappings.getHandlerMethods()
                .forEach(
                        (info, handler) -> {
                            for (String path : info.getPatternValues()) {
                                for (RequestMethod method :
                                        info.getMethodsCondition().getMethods()) {
                                    routes.put(method + " " + path, true);
                                }
                            }
                        });
        routes.keySet().removeIf(route -> !route.contains("/api/"));

        assertThat(TABLE.keySet()).containsExactlyInAnyOrderElementsOf(routes.keySet());
    }

    @Test
    void everyRouteIsAsOpenAsTheTableSays() {
        TABLE.forEach(
                (route, access) -> {
                    String[] parts = route.replaceAll("\\{\\w+}", "x").split(" ");
                    if (!parts[1].endsWith("/stream")) {
                        int status = http.send(parts[0], parts[1], "").status();
                        assertThat(status == 401)
                                .as(route + " answered " + status)
                                .isEqualTo(access == Access.TOKEN);
                    }
                });
    }
}
