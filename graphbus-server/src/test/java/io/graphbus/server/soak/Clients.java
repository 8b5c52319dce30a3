package io.graphbus.server.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.server.application.Sent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everybody who uses a server: callers, publishers, listeners, builders, applications, admins. */
final class Clients implements AutoCloseable {

    private static final String AGENT =
            """
            import io.graphbus.agent.*;
            @Agent public class Soaked implements Stateful<Soaked.Total> {
                public record Total(long value) {}
                private long value;
                @SchemaMethod @Publishes("/Soak/Said") public String say(String word) { return "WORD " + word; }
                @Subscribes("/Soak/*") public void hear(String text) { value++; }
                public Total captureState() { return new Total(value); }
                public void restoreState(Total total) { value = total.value(); }
            }
            """;

    private static final String FAILING =
            """
            import io.graphbus.agent.*;
            @Agent public class Failing {
                @SchemaMethod public String fail() { throw new IllegalStateException("pretended"); }
            }
            """;

    private static final List<String> READ =
            List.of(
                    "/api/v1/graph",
                    "/api/v1/agents",
                    "/api/v1/agents/Soaked",
                    "/api/v1/agents/Soaked/state",
                    "/api/v1/topics",
                    "/api/v1/events?limit=500",
                    "/api/v1/builds?limit=500",
                    "/api/v1/contracts",
                    "/api/v1/applications",
                    "/api/v1/keys",
                    "/actuator/prometheus",
                    "/actuator/health",
                    "/v3/api-docs",
                    "/");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String server;
    private final int port;
    private final List<String> builds = new ArrayList<>();
    private final List<EventListener> stuck = new ArrayList<>();

    Clients(int port) {
        this.port = port;
        this.server = "http://localhost:" + port;
    }

    boolean isReady() throws InterruptedException {
        try {
            return send("GET", "/actuator/health/readiness", "").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    void call(int number) throws Exception {
        HttpResponse<String> answer =
                send("POST", "/api/v1/agents/Soaked/methods/say", "{\"word\":\"w" + number + "\"}");
        ok(answer, 200);
        assertThat(answer.body()).endsWith(" w" + number + "\"");
    }

    void callThatFails(int number) throws Exception {
        ok(send("POST", "/api/v1/agents/Failing/methods/fail", "{}"), 500);
    }

    void publish(int number) throws Exception {
        String body = "{\"topic\":\"/Soak/Told\",\"payload\":\"" + number + "\"}";
        if (number % 4 == 0) {
            ok(send("POST", "/api/v1/events", body, "Idempotency-Key", "key-" + number), 202);
        } else {
            ok(send("POST", "/api/v1/events", body), 202);
        }
    }

    void publishBatch(int number) throws Exception {
        String event =
                """
                {"specversion":"1.0","id":"%s","source":"/soak","type":"Soak.Told",
                 "data":"batched"}""";
        String batch =
                "[" + event.formatted("a" + number) + "," + event.formatted("b" + number) + "]";
        ok(
                send(
                        "POST",
                        "/api/v1/events",
                        batch,
                        "Content-Type",
                        "application/cloudevents-batch+json"),
                202);
    }

    void mistake(int number) throws Exception {
        ok(send("POST", "/api/v1/agents/Soaked/methods/say", "{\"word\":"), 400);
        ok(send("GET", "/api/v1/agents/Nobody" + number, ""), 404);
    }

    void read(int number) throws Exception {
        ok(send("GET", READ.get(number % READ.size()), ""), 200);
    }

    /** Listens for a moment and hangs up without a word. */
    void listen(int number) throws Exception {
        try (var listener = EventListener.begun(port)) {
            listener.events(5);
        }
    }

    /** Opens a stream that nobody reads; closes the third before. */
    void listenWithoutReading(int number) throws Exception {
        stuck.add(EventListener.begun(port));
        if (stuck.size() > 3) {
            stuck.removeFirst().close();
        }
    }

    /** Uploads another version of the agent and has it take over. */
    void build(int number) throws Exception {
        String soaked = AGENT.replace("WORD", "version " + number);
        var files = Map.of("Soaked.java", soaked, "Failing.java", FAILING);
        String body = JsonMapper.shared().writeValueAsString(Map.of("files", files));
        HttpResponse<String> built = send("POST", "/api/v1/builds?activate=true", body);
        ok(built, 201);
        JsonNode build = JsonMapper.shared().readTree(built.body());
        assertThat(build.at("/status").asString()).as(built.body()).isEqualTo("ACTIVE");
        synchronized (builds) {
            String id = build.at("/id").asString();
            builds.add(id);
            if (builds.size() > 4) {
                ok(send("POST", "/api/v1/builds/" + id + "/activate", ""), 200);
                ok(send("DELETE", "/api/v1/builds/" + builds.removeFirst(), ""), 204);
            }
        }
    }

    /** Goes back and forth between the builds there are. */
    void activate(int number) throws Exception {
        synchronized (builds) {
            String id = builds.get(number % builds.size());
            ok(send("POST", "/api/v1/builds/" + id + "/activate", ""), 200);
        }
    }

    /** Fifteen copies of five applications; every now and then one of them is another. */
    void register(int number) throws Exception {
        int application = number % 5;
        String agent = "Agent" + application + (number / 50 % 2 == 0 ? "" : "Other");
        JsonNode sent = JsonMapper.shared().readTree(Sent.minimal(agent));
        JsonNode copy = Sent.from("copy" + number % 3, "PT30S", sent);
        HttpResponse<String> answer =
                send("PUT", "/api/v1/applications/app" + application, copy.toString());
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
    }

    void leave(int number) throws Exception {
        HttpResponse<String> answer = send("DELETE", "/api/v1/applications/app" + number % 5, "");
        assertThat(answer.statusCode()).as(answer.body()).isIn(204, 404);
    }

    /** A key is made, used and revoked. */
    void useKey(int number) throws Exception {
        String wanted = "{\"name\":\"soak-" + number + "\",\"role\":\"viewer\",\"expires\":\"1h\"}";
        HttpResponse<String> made = send("POST", "/api/v1/keys", wanted);
        ok(made, 201);
        JsonNode key = JsonMapper.shared().readTree(made.body());
        String bearer = "Bearer " + key.at("/key").asString();
        ok(send("GET", "/api/v1/graph", "", "Authorization", bearer), 200);
        ok(send("DELETE", "/api/v1/keys/" + key.at("/id").asString(), ""), 204);
        ok(send("GET", "/api/v1/graph", "", "Authorization", bearer), 401);
    }

    @Override
    public void close() throws IOException {
        for (EventListener listener : stuck) {
            listener.close();
        }
        http.close();
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(server + path))
                        .timeout(Duration.ofMinutes(1))
                        .setHeader("Authorization", "Bearer " + ServerProcess.TOKEN)
                        .method(method, BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.setHeader("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static void ok(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as("%s: %s", answer, answer.body()).isEqualTo(status);
    }
}
