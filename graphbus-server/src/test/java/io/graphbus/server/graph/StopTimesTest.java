package io.graphbus.server.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class StopTimesTest {

    private static final String PROPERTY = "spring.lifecycle.timeout-per-shutdown-phase";

    @ParameterizedTest
    @ValueSource(longs = {30, 1_000, 6_000, 30_000, 3_600_000})
    void thePartsOfAStopAreNotLongerThanTheWhole(long millis) {
        StopTimes times = StopTimes.of(Duration.ofMillis(millis));

        assertThat(times.requests().plus(times.graph())).isLessThan(Duration.ofMillis(millis));
        assertThat(times.requests()).isPositive();
        assertThat(times.graph()).isGreaterThan(times.requests());
    }

    @Test
    void aTimeThatMakesNoSenseIsRefusedWithItsProperty() {
        var environment = new MockEnvironment().withProperty(PROPERTY, "0s");

        assertThatThrownBy(() -> StopTimes.from(environment))
                .hasMessageContainingAll(PROPERTY, "too short");
    }
}
