package io.graphbus.server.event.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.server.event.EventFilter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class StreamClientTest {

    private final GraphBus bus = GraphBus.of();
    private final StreamClient client = new StreamClient(EventFilter.of("/Wanted/*", null), 2);

    @AfterEach
    void stop() {
        bus.close();
    }

    @Test
    void aClientThatFallsBehindIsDroppedAndTold() throws Exception {
        client.offer(frame("/Wanted/1"));
        client.offer(frame("/Wanted/2"));
        assertThat(client.isListening()).isTrue();

        client.offer(frame("/Wanted/3"));

        assertThat(client.isListening()).isFalse();
        assertThat(written(List.of()))
                .endsWith(
                        "event: dropped\ndata: {\"reason\":\"This client reads too slowly.\"}\n\n");
    }

    @Test
    void whatIsNotWantedTakesNoRoom() {
        for (int i = 0; i < 10; i++) {
            client.offer(frame("/Unwanted/" + i));
        }

        assertThat(client.isListening()).isTrue();
    }

    @Test
    void anEventBothMissedAndHeardIsSentOnce() throws Exception {
        Frame both = frame("/Wanted/Both");
        client.offer(both);
        client.offer(frame("/Wanted/Then"));
        Runnable closer = client::close;

        String text = writtenUntilQuiet(List.of(both), closer);

        assertThat(text.split("id: " + both.id(), -1)).hasSize(2);
        assertThat(text).contains("/Wanted/Then");
    }

    private Frame frame(String topic) {
        String id = bus.publish(topic, "x").id();
        return new Frame(bus, bus.event(id).orElseThrow().event(), List.of());
    }

    private String written(List<Frame> missed) throws Exception {
        var out = new ByteArrayOutputStream();
        client.write(out, missed, Duration.ofMillis(10), JsonMapper.shared());
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Closes the client at its first heartbeat, which comes when nothing is waiting any more. */
    private String writtenUntilQuiet(List<Frame> missed, Runnable closer) throws Exception {
        var out =
                new ByteArrayOutputStream() {
                    @Override
                    public void write(byte[] bytes) {
                        super.writeBytes(bytes);
                        if (new String(bytes, StandardCharsets.UTF_8).startsWith(": heartbeat")) {
                            closer.run();
                        }
                    }
                };
        try {
            client.write(out, missed, Duration.ofMillis(10), JsonMapper.shared());
        } catch (InterruptedException e) {
            assertThat(client.isListening()).isFalse();
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
