package io.graphbus.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

@Timeout(120)
@TestPropertySource(
        properties = {
            "spring.datasource.url=jdbc:h2:mem:restarts;DB_CLOSE_DELAY=-1",
            "graphbus.health.restart.enabled=true",
            "graphbus.health.restart.max=2",
            "graphbus.health.restart.window=1h",
            "graphbus.health.restart.delay=50ms"
        })
@DirtiesContext
class RestartsTest extends RunningServer {

    private static final long PATIENCE = 30_000_000_000L;
    private static final long LONGER_THAN_ANOTHER_PAUSE = 600_000_000;

    @Test
    void anAgentThatKeepsFailingIsRestartedAsOftenAsThePolicySaysAndThenNoMore() {
        fail(4);
        assertThat(restarts()).isZero();
        fail(1);
        assertThat(failUntil(count -> count == 1, PATIENCE)).isEqualTo(1);
        assertThat(failUntil(count -> count == 2, PATIENCE)).isEqualTo(2);
        assertThat(failUntil(count -> count > 2, LONGER_THAN_ANOTHER_PAUSE)).isEqualTo(2);
        assertThat(http.get("/api/v1/agents/Troubled/health").at("/status")).isEqualTo("FAILED");
        assertThat(http.get("/api/v1/stats").json().path("agents"))
                .filteredOn(agent -> agent.path("agent").asString().equals("Troubled"))
                .extracting(agent -> agent.path("health").asString())
                .containsExactly("FAILED");
    }

    private int failUntil(IntPredicate enough, long nanos) {
        long begin = System.nanoTime();
        while (!enough.test(restarts()) && System.nanoTime() - begin < nanos) {
            fail(1);
            LockSupport.parkNanos(5_000_000);
        }
        return restarts();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(http.post("/api/v1/agents/Troubled/methods/fail", "{}").status())
                    .isEqualTo(500);
        }
    }

    private int restarts() {
        return http.get("/api/v1/agents/Troubled/health").json().path("restarts").asInt();
    }
}
