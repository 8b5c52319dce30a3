package io.graphbus.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.server.security.credential.Role;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.DefaultMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table of routes against what is mapped, against its documentation, and against every kind of
 * caller. A new route fails here until it has one line in {@link RouteRules} and the same in
 * docs/guide/security.md.
 */
abstract class RoutesOnAnyAddress {

    private static final Path GUIDE =
            Path.of(System.getProperty("graphbus.root", ".."), "docs/guide/security.md");

    /** Where the rest of the actuator is: one line for whatever is exposed. */
    private static final String ACTUATOR = "/actuator/";

    private static final int LET_IN = 299;
    private static final String ADMIN = "Bearer s3cret";

    @Autowired private MockMvcTester http;
    @Autowired private JdbcClient database;
    @Autowired private WebApplicationContext server;
    @Autowired private RouteGuard guard;
    @Autowired private List<RequestMappingInfoHandlerMapping> mappings;

    private final boolean open;

    RoutesOnAnyAddress(boolean open) {
        this.open = open;
    }

    /**
     * Somebody who calls.
     *
     * @param authorization the header; {@code null} for none
     * @param role {@code null} where the credentials are not good
     */
    record Someone(String name, @Nullable String authorization, @Nullable Role role) {}

    @Test
    void everyMappedRouteStandsInTheTable() {
        var missing = new TreeSet<>(mapped());
        missing.removeAll(guard.table().routes().stream().map(Route::name).toList());
        missing.removeIf(route -> route.contains(" " + ACTUATOR));

        assertThat(missing).as("to be added to RouteRules and docs/guide/security.md").isEmpty();
    }

    @Test
    void everyRouteOfTheTableIsMapped() {
        List<String> mapped = mapped();

        assertThat(guard.table().routes().stream().map(Route::name))
                .filteredOn(route -> route.contains(" /api/"))
                .isNotEmpty()
                .isSubsetOf(mapped);
    }

    @Test
    void theDocumentationSaysTheSame() {
        Map<String, String> told = new TreeMap<>();
        for (String line : guide().lines().filter(l -> l.startsWith("| `")).toList()) {
            String[] cells = line.split(" *\\| *");
            if (cells[1].matches("`(\\*|[A-Z]+) /.*`")) {
                told.put(cells[1].replace("`", ""), cells[2] + ", " + cells[3]);
            }
        }
        Map<String, String> table = new TreeMap<>();
        for (Route route : guard.table().routes()) {
            String role = route.access().role().map(Role::label).orElse("open");
            table.put(route.name(), role + ", " + (route.openOnLoopback() ? "open" : role));
        }

        assertThat(told).as("docs/guide/security.md").isEqualTo(table);
    }

    @Test
    void theOpenApiDocumentSaysWhatIsOpen() throws IOException {
        MvcTestResult answer =
                http.get().uri("/v3/api-docs").header("Authorization", ADMIN).exchange();
        JsonNode paths =
                JsonMapper.shared()
                        .readTree(answer.getResponse().getContentAsByteArray())
                        .get("paths");
        Map<String, Boolean> told = new TreeMap<>();
        paths.forEachEntry(
                (path, operations) ->
                        operations.forEachEntry(
                                (method, operation) ->
                                        told.put(
                                                method.toUpperCase(Locale.ROOT) + " " + path,
                                                operation
                                                        .get("security")
                                                        .valueStream()
                                                        .anyMatch(JsonNode::isEmpty))));
        Map<String, Boolean> table = new TreeMap<>();
        for (Route route : guard.table().routes()) {
            if (route.name().contains(" /api/")) {
                table.put(route.name(), route.openOnLoopback());
            }
        }

        assertThat(told).isEqualTo(table);
    }

    @Test
    void everyRouteLetsInWhomItShould() {
        List<Someone> all =
                List.of(
                        new Someone("nobody", null, null),
                        new Someone("bad credentials", "Bearer wrong", null),
                        new Someone("viewer", key("one", Role.VIEWER), Role.VIEWER),
                        new Someone("operator", key("two", Role.OPERATOR), Role.OPERATOR),
                        new Someone("admin", key("three", Role.ADMIN), Role.ADMIN),
                        new Someone("admin token", ADMIN, Role.ADMIN),
                        new Someone("expired admin", expired(key("four", Role.ADMIN)), null),
                        new Someone("revoked admin", revoked(key("five", Role.ADMIN)), null));
        MockMvc door = door();
        var softly = new SoftAssertions();
        for (Route route : guard.table().routes()) {
            for (Someone someone : all) {
                softly.assertThat(answer(door, route, someone))
                        .as(route.name() + " for " + someone.name())
                        .isEqualTo(expected(route, someone));
            }
        }
        softly.assertAll();
    }

    private String key(String name, Role role) {
        MvcTestResult made =
                http.post()
                        .uri("/api/v1/keys")
                        .header("Authorization", ADMIN)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"name\":\"%s\",\"role\":\"%s\"}".formatted(name, role.label()))
                        .exchange();
        assertThat(made).hasStatus(HttpStatus.CREATED);
        String[] text = new String[1];
        assertThat(made).bodyJson().extractingPath("key").asString().satisfies(k -> text[0] = k);
        return "Bearer " + text[0];
    }

    private String expired(String key) {
        assertThat(
                        database.sql(
                                        "update graphbus_api_key set expires_at = created_at"
                                                + " where public_id = ?")
                                .param(id(key))
                                .update())
                .isEqualTo(1);
        return key;
    }

    private String revoked(String key) {
        assertThat(http.delete().uri("/api/v1/keys/" + id(key)).header("Authorization", ADMIN))
                .hasStatus(HttpStatus.NO_CONTENT);
        return key;
    }

    private static String id(String key) {
        return key.split("_")[1];
    }

    private int expected(Route route, Someone someone) {
        boolean isOpen = route.access() == Access.OPEN || (open && route.openOnLoopback());
        if (someone.role() == null) {
            return someone.authorization() == null && isOpen ? LET_IN : 401;
        }
        return isOpen || route.access().role().filter(someone.role()::includes).isPresent()
                ? LET_IN
                : 403;
    }

    /** The chain of filters with nothing behind it. */
    private MockMvc door() {
        Filter chain = server.getBean("springSecurityFilterChain", Filter.class);
        Filter behind =
                (request, response, rest) -> ((HttpServletResponse) response).setStatus(LET_IN);
        DefaultMockMvcBuilder door =
                MockMvcBuilders.webAppContextSetup(server).addFilters(chain, behind);
        return door.build();
    }

    private static int answer(MockMvc door, Route route, Someone someone) {
        String[] parts = route.name().split(" ");
        String path =
                parts[1].replaceAll("/\\*\\*|\\{\\*\\w+}", "/x")
                        .replaceAll("\\{\\w+}", "x")
                        .replace("//", "/");
        MockHttpServletRequestBuilder request =
                MockMvcRequestBuilders.request(
                        HttpMethod.valueOf(parts[0].replace("*", "GET")), path);
        if (someone.authorization() != null) {
            request.header("Authorization", someone.authorization());
        }
        try {
            return door.perform(request).andReturn().getResponse().getStatus();
        } catch (Exception e) {
            throw new AssertionError(route.name(), e);
        }
    }

    private List<String> mapped() {
        return mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(RoutesOnAnyAddress::names)
                .distinct()
                .toList();
    }

    private static Stream<String> names(RequestMappingInfo info) {
        var methods = info.getMethodsCondition().getMethods();
        return info.getPatternValues().stream()
                .flatMap(
                        pattern ->
                                methods.isEmpty()
                                        ? Stream.of("* " + pattern)
                                        : methods.stream()
                                                .map(RequestMethod::name)
                                                .map(method -> method + " " + pattern));
    }

    private static String guide() {
        try {
            return Files.readString(GUIDE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
