package io.graphbus.server.event.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.GraphBus;
import java.util.List;
import org.junit.jupiter.api.Test;

class RingTest {

    private final Ring ring = new Ring(3);

    @Test
    void holdsTheNewestAndTellsWhoIsOvertaken() throws Ring.Overtaken {
        try (GraphBus bus = GraphBus.of()) {
            assertThat(ring.at(0)).isNull();
            Frame[] frames = new Frame[5];
            for (int i = 0; i < frames.length; i++) {
                String id = bus.publish("/A", i).id();
                frames[i] = new Frame(bus, bus.event(id).orElseThrow().event(), List.of());
                ring.add(frames[i]);
            }

            assertThat(ring.end()).isEqualTo(5);
            for (int i = 2; i < 5; i++) {
                assertThat(ring.at(i)).isSameAs(frames[i]);
            }
            assertThat(ring.at(5)).isNull();
            assertThatThrownBy(() -> ring.at(1)).isInstanceOf(Ring.Overtaken.class);
            ring.release(4);
            assertThat(ring.at(3)).isNull();
            assertThat(ring.at(4)).isSameAs(frames[4]);
        }
    }
}
