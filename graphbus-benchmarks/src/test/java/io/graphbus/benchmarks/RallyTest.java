package io.graphbus.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.benchmarks.rally.Rally;
import io.graphbus.benchmarks.rally.Rounds;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RallyTest {

    @ParameterizedTest
    @ValueSource(strings = {"graphbus", "pekko", "vertx", "jctools"})
    void everyRoundTripOfARallyIsTimedButTheWayInIsNot(String bus) {
        Rounds rounds = new Rounds();
        try (Rally rally = PingPong.rally(bus, rounds)) {
            for (int i = 0; i < 3; i++) {
                rally.serve();
                rounds.await();
            }
        }
        assertThat(rounds.nanos().getTotalCount()).isEqualTo(3L * Rounds.RALLY);
    }
}
