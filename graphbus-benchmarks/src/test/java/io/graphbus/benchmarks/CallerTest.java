package io.graphbus.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.benchmarks.call.Caller;
import io.graphbus.benchmarks.call.Callers;
import io.graphbus.benchmarks.peer.Payload;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class CallerTest {

    private static final Payload ONE = new Payload(1, "one");

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "naive") // for one thread only
    void twoCallersOfAnAgentLoseNoCall(Callers bus) {
        try (Caller caller = bus.start()) {
            CompletableFuture<Void> other = CompletableFuture.runAsync(() -> call(caller));
            call(caller);
            other.join();
            assertThat(caller.call(ONE)).isEqualTo(1_001L);
        }
    }

    private static void call(Caller caller) {
        for (int i = 0; i < 500; i++) {
            caller.call(ONE);
        }
    }
}
