package io.graphbus.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.server.http.Http.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** Eight handlers spin on a server with fewer processors, and it answers all the same. */
@Timeout(180)
@TestPropertySource(
        properties = {
            "spring.datasource.url=jdbc:h2:mem:hostile;DB_CLOSE_DELAY=-1",
            "graphbus.call-timeout=20s"
        })
@DirtiesContext
class SpinningAgentsTest extends RunningServer {

    private static final long PATIENCE = 60_000_000_000L;

    @BeforeEach
    void activate() {
        live.activate(TestArtifacts.of("hostile"));
    }

    @AfterEach
    void release() {
        live.bus().call("Spinner", "release");
        awaitIdle();
    }

    @Test
    void agentsAndPagesAnswerWhileEightHandlersSpin() {
        for (int i = 0; i < 8; i++) {
            assertThat(publish("/Spin", "1").status()).isEqualTo(202);
        }
        await(() -> call("Spinner", "spinning").body().equals("8"));
        for (int i = 0; i < 10; i++) {
            assertThat(publish("/Polite", "\"x\"").status()).isEqualTo(202);
        }
        await(() -> call("Polite", "heard").body().equals("10"));
        assertThat(http.get("/api/v1/agents").body()).contains("Spinner", "Polite");
        assertThat(http.get("/api/v1/stats").status()).isEqualTo(200);
        assertThat(http.get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(call("Spinner", "spinning").body()).isEqualTo("8");
        assertThat(call("Spinner", "release").body()).isEqualTo("true");
        awaitIdle();
        assertThat(live.bus().stats().delivered()).isEqualTo(18);
    }

    @Test
    void othersAnswerWhileEightCallsSpin() throws InterruptedException {
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            callers.add(Thread.startVirtualThread(() -> call("Spinner", "spin")));
        }
        await(() -> call("Spinner", "spinning").body().equals("8"));

        assertThat(http.get("/api/v1/agents").body()).contains("Spinner", "Polite");
        assertThat(call("Polite", "heard").status()).isEqualTo(200);
        assertThat(call("Spinner", "release").body()).isEqualTo("true");
        for (Thread caller : callers) {
            caller.join();
        }
    }

    private Answer publish(String topic, String payload) {
        return http.post(
                "/api/v1/events", "{\"topic\":\"" + topic + "\",\"payload\":" + payload + "}");
    }

    private Answer call(String agent, String method) {
        return http.post("/api/v1/agents/" + agent + "/methods/" + method, "{}");
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE;
        while (!condition.getAsBoolean() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(10_000_000);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
