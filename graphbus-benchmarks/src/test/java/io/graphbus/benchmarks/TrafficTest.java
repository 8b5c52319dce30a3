package io.graphbus.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class TrafficTest {

    @ParameterizedTest
    @EnumSource
    void everySubscriberOfATopicGetsEveryEventOnce(Peers peer) {
        deliver(peer, 1, 1, 1, 2_000);
        deliver(peer, 2, 1, 4, 40_000);
    }

    @ParameterizedTest
    @EnumSource
    void manyPublishersAndSubscribersLoseNothing(Peers peer) {
        deliver(peer, 16, 1, 16, 1_600);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "mbassador") // two threads per topic
    void eventsGoToTheSubscribersOfTheirTopicOnly(Peers peer) {
        deliver(peer, 2, 50, 4, 1_000);
    }

    private static void deliver(
            Peers peer, int publishers, int topics, int subscribers, int events) {
        Traffic traffic = new Traffic(peer::start, publishers, topics, subscribers);
        try (traffic) {
            traffic.deliver(events);
            traffic.deliver(events);
        }
        assertThat(traffic.wrong()).isZero();
    }
}
