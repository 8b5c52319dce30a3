package io.graphbus.coherence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.coherence.report.CoherenceGraph;
import io.graphbus.coherence.report.CoherenceReport;
import io.graphbus.coherence.report.DriftReport;
import io.graphbus.problem.GraphBusException;
import io.graphbus.schema.Json;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The answers of one moment. */
class CoherenceTest {

    private static Coherence coherence() {
        CoherenceTracker tracker =
                new CoherenceTracker(
                        CoherenceOptions.DEFAULTS.withClock(
                                () -> RandomTraffic.START.plusSeconds(600)));
        RandomTraffic.of(11, 400, 600).forEach(tracker::count);
        return Coherence.of(tracker);
    }

    private static <T> T sentAndRead(T document, Class<T> type) {
        return Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(document), type);
    }

    @Test
    void documentsAreTheSameAfterTheyWereSent() {
        Coherence coherence = coherence();

        assertThat(sentAndRead(coherence.report(), CoherenceReport.class))
                .isEqualTo(coherence.report());
        assertThat(sentAndRead(coherence.graph(), CoherenceGraph.class))
                .isEqualTo(coherence.graph());
        assertThat(sentAndRead(coherence.drift(Duration.ofHours(1)), DriftReport.class))
                .isEqualTo(coherence.drift(Duration.ofHours(1)));
    }

    @Test
    void waysAreFoundBetweenAgentsWithTraffic() {
        Coherence coherence = coherence();
        String from = coherence.graph().edges().getFirst().source();
        String to = coherence.graph().edges().getFirst().target();

        assertThat(coherence.graph(from, to).routes()).isNotEmpty();
        assertThatThrownBy(() -> coherence.graph(from, "Nobody"))
                .isInstanceOf(GraphBusException.class)
                .hasMessageContaining("UNKNOWN_AGENT");
    }
}
