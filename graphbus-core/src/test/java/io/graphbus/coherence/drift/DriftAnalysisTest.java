package io.graphbus.coherence.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.graphbus.coherence.CoherenceOptions;
import io.graphbus.coherence.CoherenceTracker;
import io.graphbus.coherence.RandomTraffic;
import io.graphbus.coherence.evidence.Interaction;
import io.graphbus.coherence.evidence.MinuteSeries;
import io.graphbus.coherence.evidence.Outcome;
import io.graphbus.coherence.relation.Relation;
import io.graphbus.coherence.relation.VersionRelations;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriftAnalysisTest {

    private Instant now = RandomTraffic.START;
    private final CoherenceTracker tracker =
            new CoherenceTracker(CoherenceOptions.DEFAULTS.withClock(() -> now));

    private void deliver(String source, String version, int times) {
        for (int i = 0; i < times; i++) {
            tracker.count(
                    new Interaction(
                            now, source, "Billing", "/order/created", version, Outcome.PASSED));
        }
    }

    private List<Drift> drift(Duration window) {
        return DriftAnalysis.of(tracker.minutes(), now, window, VersionRelations.byNumber());
    }

    @Test
    void whoStandsApartIsListedWithShareAndTrend() {
        for (int minute = 0; minute < 60; minute++) {
            deliver("Shop", "2.0.0", 40 + minute);
            deliver("Legacy", "1.0.0", 60 - minute);
            now = now.plus(Duration.ofMinutes(1));
        }

        assertThat(drift(Duration.ofHours(1)))
                .singleElement()
                .satisfies(
                        drift -> {
                            assertThat(drift.agent()).isEqualTo("Legacy");
                            assertThat(drift.expected()).isEqualTo("2.0.0");
                            assertThat(drift.actual()).isEqualTo("1.0.0");
                            assertThat(drift.relation()).isEqualTo(Relation.NONE);
                            assertThat(drift.since()).isEqualTo(RandomTraffic.START);
                            assertThat(drift.share()).isEqualTo(0.3, within(0.02));
                            assertThat(drift.trend()).isEqualTo(-0.6, within(0.02));
                        });
    }

    @Test
    void whatIsBeforeTheWindowDoesNotCount() {
        deliver("Legacy", "1.0.0", 5);
        now = now.plus(Duration.ofMinutes(90));
        deliver("Shop", "2.0.0", 10);

        assertThat(drift(Duration.ofHours(1))).isEmpty();
        assertThat(drift(Duration.ofHours(2))).hasSize(1);
    }

    @Test
    void aDayIsRememberedAndNoMore() {
        deliver("Legacy", "1.0.0", 5);
        now = now.plus(Duration.ofHours(23));
        deliver("Shop", "2.0.0", 10);
        assertThat(drift(DriftAnalysis.LONGEST)).hasSize(1);

        now = now.plus(Duration.ofHours(2));
        assertThat(tracker.minutes()).extracting(MinuteSeries::source).containsExactly("Shop");
    }

    @Test
    void soManySeriesAreKeptAtMost() {
        for (int i = 0; i < 2_000; i++) {
            deliver("Agent" + i, "1.0.0", 1);
        }

        assertThat(tracker.minutes()).hasSize(500);
    }

    @Test
    void whoIsToldApartStaysSoWhileItHasTraffic() {
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 600; i++) {
                deliver("Agent" + i, "1.0.0", 1);
            }
        }
        assertThat(tracker.minutes()).allSatisfy(s -> assertThat(s.counts()).containsExactly(3));

        now = now.plus(Duration.ofMinutes(3));
        deliver("Late", "1.0.0", 1);
        assertThat(tracker.minutes()).extracting(MinuteSeries::source).contains("Late");
    }

    @Test
    void aWindowIsANumberOfHoursOrADuration() {
        assertThat(window("24")).isEqualTo(Duration.ofHours(24));
        assertThat(window("24h")).isEqualTo(Duration.ofHours(24));
        assertThat(window("90m")).isEqualTo(Duration.ofMinutes(90));
        assertThat(window("PT2H")).isEqualTo(Duration.ofHours(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "25", "1s", "x", "-1", "P2D", "9999999"})
    void anythingElseIsNone(String text) {
        assertThatThrownBy(() -> window(text)).isInstanceOf(GraphBusException.class);
    }

    private static Duration window(String text) {
        return TimeWindow.of(text, "--time-window", ProblemCode.USAGE);
    }
}
