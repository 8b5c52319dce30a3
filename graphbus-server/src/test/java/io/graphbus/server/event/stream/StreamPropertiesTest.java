package io.graphbus.server.event.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.problem.GraphBusException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamPropertiesTest {

    @ParameterizedTest
    @CsvSource({
        "heartbeat, PT0S, 10, 10",
        "heartbeat, PT48H, 10, 10",
        "buffer, PT15S, 0, 10",
        "buffer, PT15S, 2000000000, 10",
        "clients, PT15S, 10, -1"
    })
    void aValueOutOfItsBoundsIsRefusedByName(
            String name, Duration heartbeat, int buffer, int clients) {
        assertThatThrownBy(() -> new StreamProperties(heartbeat, buffer, clients))
                .isInstanceOf(GraphBusException.class)
                .hasMessageContaining("graphbus.events.stream." + name);
    }

    @Test
    void noClientsAtAllMayBeSet() {
        assertThat(new StreamProperties(Duration.ofSeconds(15), 1, 0).clients()).isZero();
    }
}
