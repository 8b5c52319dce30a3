package io.graphbus.server.http;

import static io.graphbus.server.http.CallsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StreamTest extends RunningServer {

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
    void aBadPatternIsAProblem() {
        assertProblem(http.get("/api/v1/events/stream?topic=x"), 400, "INVALID_TOPIC");
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
