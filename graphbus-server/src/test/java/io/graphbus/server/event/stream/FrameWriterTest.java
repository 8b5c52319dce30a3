package io.graphbus.server.event.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.graphbus.GraphBus;
import io.graphbus.bus.Publish;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Nothing in an event may look like another field, or another event. */
class FrameWriterTest {

    private final GraphBus bus = GraphBus.of();
    private final FrameWriter writer = TestWriter.make();

    @AfterEach
    void stop() {
        bus.close();
    }

    @Test
    void aPayloadStaysOnOneLine() {
        String evil = "a\r\n\r\nevent: closed\rdata: x\n\u2028\u2029\u0085\u0000";
        for (Format format : Format.values()) {
            String text = text(Publish.to("/A", evil).key(evil), format);

            assertFields(text);
            assertThat(
                            JsonMapper.shared()
                                    .readTree(data(text))
                                    .findValuesAsString(
                                            format == Format.GRAPHBUS ? "payload" : "data"))
                    .containsExactly(evil);
        }
    }

    @Test
    void rawJsonOfAPayloadStaysOnOneLineToo() {
        record Raw(@JsonRawValue String json) {}

        String text = text(Publish.to("/A", new Raw("[1,\r\n\n2]")), Format.GRAPHBUS);

        assertFields(text);
        assertThat(JsonMapper.shared().readTree(data(text)).at("/payload/json/1").asInt())
                .isEqualTo(2);
    }

    @Test
    void anIdStaysOnOneLine() {
        String text =
                new String(writer.event("a\r\n\nevent: closed", "{}"), StandardCharsets.UTF_8);

        assertThat(text.lines()).hasSize(3);
        assertThat(text).startsWith("id: a   event: closed\ndata: {}\n\n");
    }

    @Test
    void aNoticeTellsWhatAClientSentWithoutBelievingIt() {
        String notice =
                new String(
                        writer.notice("gap", Map.of("lastEventId", "x\r\n\r\nevent: evil")),
                        StandardCharsets.UTF_8);

        assertThat(notice)
                .isEqualTo("event: gap\ndata: {\"lastEventId\":\"x\\r\\n\\r\\nevent: evil\"}\n\n");
    }

    private String text(Publish publish, Format format) {
        String id = bus.publish(publish).id();
        var frame = new Frame(bus, bus.event(id).orElseThrow().event(), List.of());
        return new String(frame.bytes(format, writer), StandardCharsets.UTF_8);
    }

    private static void assertFields(String text) {
        assertThat(text).endsWith("\n\n").doesNotContain("\r");
        String[] lines = text.substring(0, text.length() - 2).split("\n", -1);
        assertThat(lines).hasSize(2);
        assertThat(lines[0]).startsWith("id: ");
        assertThat(lines[1]).startsWith("data: {");
    }

    private static String data(String text) {
        return text.substring(text.indexOf("data: ") + 6).strip();
    }
}
