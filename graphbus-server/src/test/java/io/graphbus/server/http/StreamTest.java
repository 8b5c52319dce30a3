package io.graphbus.server.http;

import static io.graphbus.server.http.CallsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.graphbus.server.http.Http.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(30)
class StreamTest extends RunningServer {

    private static final String ADMIN = "Bearer s3cret";

    @Test
    void anEventReachesTheStreamWithItsId() throws IOException {
        try (var stream = open("/api/v1/events/stream")) {
            String id = publish("/Live/One");

            assertThat(next(stream)).startsWith("id: " + id);
            assertThat(stream.readLine()).startsWith("data: {\"id\":\"" + id + "\"");
        }
    }

    @Test
    void aClientThatComesBackGetsWhatItMissed() throws IOException {
        String seen = publish("/Back/Again");
        String second = publish("/Back/Again");
        String third = publish("/Back/Again");

        try (var stream = open("/api/v1/events/stream?topic=/Back/**", "Last-Event-ID", seen)) {
            assertThat(next(stream)).isEqualTo("id: " + second);
            assertThat(next(stream)).isEqualTo("id: " + third);
            String fourth = publish("/Back/Again");
            assertThat(next(stream)).isEqualTo("id: " + fourth);
        }
    }

    @Test
    void aGraphThatWasReplacedIsLetGoAlthoughSomebodyStillListens() throws IOException {
        try (var stream = open("/api/v1/events/stream?topic=/Let/Go")) {
            String id = publish("/Let/Go");
            assertThat(next(stream)).isEqualTo("id: " + id);
            var replaced = new WeakReference<>(live.bus());

            live.activate(TestArtifacts.of("shop"));

            await().until(
                            () -> {
                                System.gc();
                                return replaced.refersTo(null);
                            });
        }
    }

    @Test
    void topicAndAgentFilterTheStream() throws IOException {
        try (var byTopic = open("/api/v1/events/stream?topic=/Wanted/*");
                var byAgent = open("/api/v1/events/stream?agent=Listener")) {
            publish("/Unwanted/One");
            String wanted = publish("/Wanted/One");
            String heard = publish("/Hello/Heard");

            assertThat(next(byTopic)).isEqualTo("id: " + wanted);
            assertThat(next(byAgent)).isEqualTo("id: " + heard);
        }
    }

    @Test
    void aQuietStreamBeats() throws IOException {
        try (var stream = open("/api/v1/events/stream?topic=/Never/Heard")) {
            List<String> lines = new ArrayList<>();
            while (lines.stream().filter(": heartbeat"::equals).count() < 2) {
                lines.add(stream.readLine());
            }
        }
    }

    @Test
    void aStreamOutlivesAChangeOfGraph() throws IOException {
        try (var stream = open("/api/v1/events/stream?topic=/After/*")) {
            live.activate(TestArtifacts.of("shop"));
            String id = publish("/After/Change");

            assertThat(next(stream)).isEqualTo("id: " + id);
        }
    }

    @Test
    void aBadPatternOrFormatIsAProblem() {
        assertProblem(http.get("/api/v1/events/stream?topic=x"), 400, "INVALID_TOPIC");
        assertProblem(http.get("/api/v1/events/stream?format=xml"), 400, "INVALID_REQUEST");
        assertProblem(
                http.get("/api/v1/events/stream", "Accept", "application/json"),
                406,
                "NOT_ACCEPTABLE");
        assertThat(http.send("HEAD", "/api/v1/events/stream", "").status()).isEqualTo(200);
    }

    @Test
    void theLastEventMayStandInTheQuery() throws IOException {
        String seen = publish("/Query/One");
        String next = publish("/Query/Two");

        try (var stream = open("/api/v1/events/stream?topic=/Query/*&lastEventId=" + seen)) {
            assertThat(next(stream)).isEqualTo("id: " + next);
        }
    }

    @Test
    void whenTheLastEventIsUnknownAGapIsToldBeforeAllThereIs() throws IOException {
        String known = publish("/Gap/One");
        for (String lost : List.of("other-7", known + "0000", "%0d%0aevent:%20evil")) {
            try (var stream = open("/api/v1/events/stream?topic=/Gap/*&lastEventId=" + lost)) {
                assertThat(line(stream)).isEqualTo("event: gap");
                assertThat(data(stream).at("/lastEventId").asString()).isNotEmpty();
                assertThat(line(stream)).startsWith("id: ");
            }
        }
    }

    @Test
    void aGapTellsHowManyAreLostAndWhatIsNext() throws IOException {
        live.activate(TestArtifacts.of("shop"));
        String first = publish("/Lost/First");
        int kept = live.bus().options().historySize();
        for (int i = 0; i < kept + 7; i++) {
            live.bus().publish("/Lost/Next", i);
        }

        try (var stream = open("/api/v1/events/stream?topic=/Lost/*", "Last-Event-ID", first)) {
            assertThat(line(stream)).isEqualTo("event: gap");
            JsonNode gap = data(stream);
            assertThat(gap.at("/lastEventId").asString()).isEqualTo(first);
            assertThat(gap.at("/missing").asInt()).isEqualTo(7);
            String next = gap.at("/nextEventId").asString();
            assertThat(line(stream)).isEqualTo("id: " + next);
            assertThat(data(stream).at("/payload").asInt()).isEqualTo(7);
        }
    }

    @Test
    void whoseKeyIsRevokedIsToldSoAndSentAway() throws IOException {
        Answer key = createKey("{\"name\":\"stream\",\"role\":\"viewer\"}");
        double before = dropped("credentials");
        String bearer = "Bearer " + key.at("/key");
        try (var stream = open("/api/v1/events/stream?topic=/Key/*", "Authorization", bearer);
                var other = open("/api/v1/events/stream?topic=/Key/*")) {
            String id = publish("/Key/Good");
            assertThat(next(stream)).isEqualTo("id: " + id);
            http.send("DELETE", "/api/v1/keys/" + key.at("/id"), "", "Authorization", ADMIN);

            assertThat(line(stream)).startsWith("data: ");
            assertThat(line(stream)).isEqualTo("event: closed");
            assertThat(data(stream).at("/reason").asString()).contains("revoked");
            assertThat(next(stream)).isNull();
            assertThat(dropped("credentials")).isEqualTo(before + 1);
            assertThat(next(other)).isEqualTo("id: " + id);
            String later = publish("/Key/Later");
            assertThat(next(other)).isEqualTo("id: " + later);
        }
    }

    @Test
    void whoseKeyExpiresIsToldSoAndSentAway() throws IOException {
        Answer key = createKey("{\"name\":\"brief\",\"role\":\"viewer\",\"expires\":\"2s\"}");
        String bearer = "Bearer " + key.at("/key");
        try (var stream = open("/api/v1/events/stream?topic=/Key/*", "Authorization", bearer)) {
            assertThat(line(stream)).isEqualTo("event: closed");
            assertThat(data(stream).at("/reason").asString()).contains("expired");
        }
    }

    private Answer createKey(String body) {
        return http.send(
                "POST",
                "/api/v1/keys",
                body,
                "Content-Type",
                "application/json",
                "Authorization",
                ADMIN);
    }

    @Test
    void anIdOfTheGraphBeforeIsAGap() throws IOException {
        String old = publish("/Before/Change");
        live.activate(TestArtifacts.of("shop"));
        String fresh = publish("/After/Change");

        try (var stream = open("/api/v1/events/stream?topic=/*/Change", "Last-Event-ID", old)) {
            assertThat(line(stream)).isEqualTo("event: gap");
            assertThat(next(stream)).isEqualTo("id: " + fresh);
        }
    }

    @Test
    void betweenWhatWasMissedAndWhatComesNothingIsLostOrDoubled() throws Exception {
        String seen = publish("/Seam/First");
        var publisher =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    for (int i = 1; i <= 200; i++) {
                                        live.bus().publish("/Seam/Next", i);
                                    }
                                });
        List<Integer> payloads = new ArrayList<>();
        try (var stream = open("/api/v1/events/stream?topic=/Seam/*", "Last-Event-ID", seen)) {
            while (!payloads.contains(200)) {
                String line = line(stream);
                assertThat(line).isNotEqualTo("event: dropped");
                if (line.startsWith("data: ")) {
                    payloads.add(
                            JsonMapper.shared().readTree(line.substring(6)).at("/payload").asInt());
                }
            }
        }
        publisher.join();

        assertThat(payloads).isEqualTo(IntStream.rangeClosed(1, 200).boxed().toList());
    }

    @Test
    void theStreamMayBeOfCloudEvents() throws IOException {
        try (var byQuery = open("/api/v1/events/stream?topic=/Cloud/*&format=cloudevents");
                var byType =
                        open(
                                "/api/v1/events/stream?topic=/Cloud/*",
                                "Accept",
                                "text/event-stream;format=cloudevents")) {
            String id = publish("/Cloud/One");

            for (var stream : List.of(byQuery, byType)) {
                assertThat(next(stream)).isEqualTo("id: " + id);
                assertThat(stream.readLine())
                        .startsWith("data: {\"specversion\":\"1.0\",\"id\":\"" + id + "\"");
            }
        }
    }

    @Test
    void aClientThatHangsUpIsNoticed() throws IOException {
        try (var stream = open("/api/v1/events/stream?topic=/Never/Heard")) {
            assertThat(clients()).isPositive();
        }
        while (clients() > 0) {
            Thread.onSpinWait();
        }
    }

    private double clients() {
        return metric("graphbus_events_stream_clients");
    }

    private double dropped(String reason) {
        return metric("graphbus_events_stream_dropped_total{reason=\"" + reason + "\"}");
    }

    private double metric(String name) {
        return http.get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll(".* ", "")))
                .sum();
    }

    private static JsonNode data(BufferedReader stream) throws IOException {
        String line = line(stream);
        assertThat(line).startsWith("data: ");
        return JsonMapper.shared().readTree(line.substring(6));
    }

    /** The next line that says something, heartbeats aside. */
    private static String line(BufferedReader stream) throws IOException {
        String line = stream.readLine();
        while (line.isEmpty() || line.startsWith(":")) {
            line = stream.readLine();
        }
        return line;
    }

    /** Opens the stream and waits until it has begun. */
    private BufferedReader open(String path, String... headers) throws IOException {
        var reader =
                new BufferedReader(
                        new InputStreamReader(http.open(path, headers), StandardCharsets.UTF_8));
        assertThat(reader.readLine()).isEqualTo("retry: 2000");
        return reader;
    }

    private static String next(BufferedReader stream) throws IOException {
        String line = stream.readLine();
        while (line != null && !line.startsWith("id: ")) {
            line = stream.readLine();
        }
        return line;
    }

    private String publish(String topic) {
        return http.post(
                        "/api/v1/events",
                        "{\"topic\":\""
                                + topic
                                + "\",\"payload\":{\"name\":\"Ada\",\"message\":\"Hi\"}}")
                .at("/id");
    }
}
