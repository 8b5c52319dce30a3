package io.graphbus.server.event.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.server.event.EventFilter;
import io.graphbus.server.event.stream.StreamClient.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamClientTest {

    private static final byte[] FAREWELL = "event: closed\n\n".getBytes();
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final GraphBus bus = GraphBus.of();
    private final FrameWriter writer = TestWriter.make();
    private final Ring ring = new Ring(4);
    private final List<StreamClient> gone = new ArrayList<>();
    private final StreamClient client =
            new StreamClient(
                    new Wish(EventFilter.of("/Wanted/*", null), Format.GRAPHBUS),
                    ring,
                    writer,
                    Runnable::run,
                    gone::add);
    private final MemorySink sink = new MemorySink();

    @AfterEach
    void stop() {
        bus.close();
    }

    @Test
    void whatItMissedComesFirstAndNothingTwice() {
        Frame missed = frame("/Wanted/Missed");
        Frame both = frame("/Wanted/Both");
        client.begin(new Replay(null, List.of(missed, frame("/Unwanted/One"), both)));
        ring.add(both);
        ring.add(frame("/Unwanted/Two"));
        ring.add(frame("/Wanted/Live"));
        client.open(sink);

        assertThat(sink.topics()).containsExactly("/Wanted/Missed", "/Wanted/Both", "/Wanted/Live");
        assertThat(sink.text()).startsWith("retry: 2000\n\nid: ");
    }

    @Test
    void aNoticeOfAGapComesBeforeWhatIsLeft() {
        client.begin(new Replay(writer.notice("gap", Map.of()), List.of(frame("/Wanted/Left"))));
        client.open(sink);

        assertThat(sink.text()).startsWith("retry: 2000\n\nevent: gap\ndata: {}\n\nid: ");
    }

    @Test
    void nothingIsWrittenWhileTheConnectionTakesNothing() {
        client.begin(Replay.NOTHING);
        client.open(sink);
        sink.ready = false;
        ring.add(frame("/Wanted/One"));
        client.wake();
        assertThat(sink.topics()).isEmpty();

        sink.ready = true;
        client.open(sink);
        assertThat(sink.topics()).containsExactly("/Wanted/One");
        assertThat(sink.isFlushed()).isTrue();
    }

    @Test
    void itIsBehindByWhatItHasNotLookedAt() {
        client.begin(Replay.NOTHING);
        sink.ready = false;
        client.open(sink);
        for (int i = 0; i < 6; i++) {
            ring.add(frame("/Wanted/" + i));
        }
        assertThat(client.behind()).isEqualTo(6);

        sink.ready = true;
        client.open(sink);
        assertThat(sink.topics()).isEmpty();
        assertThat(client.behind()).isEqualTo(6);
    }

    @Test
    void theLastNoticeIsTheEnd() {
        client.begin(Replay.NOTHING);
        client.open(sink);
        assertThat(client.leave(FAREWELL, 0)).isTrue();
        assertThat(client.leave(FAREWELL, 0)).isFalse();
        ring.add(frame("/Wanted/Late"));
        client.wake();

        assertThat(sink.text()).isEqualTo("retry: 2000\n\nevent: closed\n\n");
        assertThat(sink.closed).isEqualTo(1);
        assertThat(gone).containsExactly(client);
    }

    @Test
    void whoDoesNotTakeTheLastNoticeIsEndedAnyway() {
        client.begin(Replay.NOTHING);
        client.open(sink);
        sink.ready = false;
        client.leave(FAREWELL, 0);
        client.hurry(SECOND / 2, SECOND);
        assertThat(gone).isEmpty();

        client.hurry(SECOND, SECOND);
        assertThat(gone).containsExactly(client);
        assertThat(sink.closed).isEqualTo(1);
    }

    @Test
    void aBrokenConnectionIsTheEndToo() {
        client.begin(Replay.NOTHING);
        client.open(sink);
        sink.broken = true;
        ring.add(frame("/Wanted/One"));
        client.wake();

        assertThat(gone).containsExactly(client);
        client.open(sink);
        assertThat(sink.closed).isEqualTo(1);
    }

    @Test
    void onlyTheQuietAreBeatenFor() {
        client.begin(Replay.NOTHING);
        client.open(sink);
        client.beat();
        assertThat(sink.text()).doesNotContain("heartbeat");
        client.beat();
        assertThat(sink.text()).endsWith(": heartbeat\n\n");
    }

    private Frame frame(String topic) {
        String id = bus.publish(topic, "x").id();
        return new Frame(bus, bus.event(id).orElseThrow().event(), List.of());
    }
}
