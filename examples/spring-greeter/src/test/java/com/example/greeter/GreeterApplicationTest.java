package com.example.greeter;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.spring.test.AutoConfigureGraphBusTest;
import io.graphbus.test.GraphBusTester;
import io.graphbus.test.PublishedEvents;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

/** Looks at the application from outside, over HTTP. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureGraphBusTest
class GreeterApplicationTest {

    @Autowired GraphBusTester graph;
    @LocalServerPort int port;
    @Autowired Guests guests;
    RestClient http;

    @BeforeEach
    void connect() {
        guests.deleteAll();
        http = RestClient.create("http://localhost:" + port);
    }

    @Test
    void beansMarkedAsAgentsAreOneGraph() {
        assertThat(graph.bus().graph().agentNames()).containsExactly("Greeter", "Guestbook");
        assertThat(graph.bus().options().mailboxCapacity()).isEqualTo(256);
    }

    @Test
    void aGreetingOverHttpReachesTheGuestbook() {
        assertThat(greet("Ada")).isEqualTo(new Greeting("Ada", "Hello, Ada!"));
        assertThat(http.get().uri("/guests").retrieve().body(List.class)).contains("Ada");
    }

    @Test
    void aGroupIsReceivedAsAWhole(PublishedEvents events) {
        assertThat(receive("Ada", "Grace")).isEqualTo(200);
        assertThat(events)
                .areInAnyOrderOn(
                        "/Greeting/Made",
                        "/Greeting/Made",
                        "/Group/Received",
                        "/Guest/Entered",
                        "/Guest/Entered");
        assertThat(http.get().uri("/guests").retrieve().body(List.class))
                .isEqualTo(List.of("Ada", "Grace"));
    }

    @Test
    void aGroupWithSomebodyWhoIsThereAlreadyIsNotReceivedAtAll(PublishedEvents events) {
        guests.save(new Guest("Ada"));
        assertThat(receive("Grace", "Ada")).isEqualTo(409);
        assertThat(events).isEmpty();
        assertThat(http.get().uri("/guests").retrieve().body(List.class)).isEqualTo(List.of("Ada"));
    }

    @Test
    void healthHasAChildForEachAgent() {
        assertThat(get("/actuator/health/graphbus/Greeter"))
                .contains("\"status\":\"UP\"", "\"queueDepth\":0");
        assertThat(get("/actuator/health")).contains("\"Greeter\"", "\"Guestbook\"");
        assertThat(get("/actuator/health/liveness")).doesNotContain("Greeter");
    }

    @Test
    void theEndpointShowsGraphAgentsAndStats() {
        assertThat(get("/actuator/graphbus/graph"))
                .contains(
                        """
                        {"from":"Greeter","to":"Guestbook","kind":"EVENT","topic":"/Greeting/Made"}\
                        """);
        assertThat(get("/actuator/graphbus/agents/Greeter")).contains("\"className\"");
        assertThat(get("/actuator/graphbus")).contains("\"running\":true", "\"published\":");
    }

    @Test
    void unknownPartsOfTheEndpointAreNotFound() {
        int status =
                http.get()
                        .uri("/actuator/graphbus/agents/Nobody")
                        .exchange((request, response) -> response.getStatusCode().value());
        assertThat(status).isEqualTo(404);
    }

    @Test
    void metricsCountCallsEventsAndTheirDurations() {
        greet("Grace");
        assertThat(get("/actuator/metrics/graphbus.method.calls")).contains("Greeter");
        assertThat(get("/actuator/prometheus").lines())
                .anyMatch(l -> l.matches(series("graphbus_method_calls_total", "Greeter")))
                .anyMatch(l -> l.matches(series("graphbus_messages_published_total", "Greeter")))
                .anyMatch(l -> l.matches(series("graphbus_messages_delivered_total", "Guestbook")))
                .anyMatch(
                        l ->
                                l.matches(
                                        series(
                                                "graphbus_method_duration_seconds_bucket",
                                                "Greeter")));
    }

    private static String series(String name, String agent) {
        return name + "\\{.*agent=\"" + agent + "\".*} [1-9].*";
    }

    private Greeting greet(String name) {
        Greeting greeting =
                http.post()
                        .uri("/greetings/{name}", Map.of("name", name))
                        .retrieve()
                        .body(Greeting.class);
        graph.settle();
        return greeting;
    }

    private int receive(String... names) {
        int status =
                http.post()
                        .uri("/groups")
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(names)
                        .exchange((request, response) -> response.getStatusCode().value());
        graph.settle();
        return status;
    }

    private String get(String path) {
        return http.get().uri(path).retrieve().body(String.class);
    }
}
