package io.graphbus.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.signal.EngineSignal.AgentStuck;
import io.graphbus.signal.EngineSignal.AgentUnstuck;
import io.graphbus.signal.SignalListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HealthMonitorTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    /** Is never ill. */
    @Agent
    public static class Bystander {
        @SchemaMethod
        public int work() {
            return 1;
        }
    }

    private final MovedClock clock = new MovedClock();
    private final Patient patient = new Patient();
    private final List<HealthChanged> heard = Collections.synchronizedList(new ArrayList<>());
    private GraphBus bus = start(HealthPolicy.DEFAULTS);
    private HealthMonitor health = bus.health().orElseThrow();

    private GraphBus start(HealthPolicy policy) {
        RuntimeOptions options =
                RuntimeOptions.builder()
                        .clock(clock)
                        .handlerTimeout(Duration.ofMillis(100))
                        .build();
        return GraphBus.builder()
                .agent(patient)
                .agent(new Bystander())
                .health(policy)
                .options(options)
                .listener(SignalListener.of(HealthChanged.class, heard::add))
                .build()
                .start();
    }

    private void startAnew(HealthPolicy policy) {
        bus.close();
        bus = start(policy);
        health = bus.health().orElseThrow();
    }

    @AfterEach
    void close() {
        patient.gate.countDown();
        bus.close();
    }

    private void work(int times) {
        for (int i = 0; i < times; i++) {
            bus.call("Patient", "work");
        }
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            assertThatThrownBy(() -> bus.call("Patient", "fail"));
        }
    }

    private HealthStatus status() {
        return health.status("Patient");
    }

    @Test
    void fiveFailuresInARowMakeAnAgentFailedAndOneSuccessHealthyAgain() {
        List<HealthStatus> failures = new ArrayList<>();
        List<HealthStatus> recoveries = new ArrayList<>();
        health.onFailure(change -> failures.add(change.to()));
        health.onRecovery(change -> recoveries.add(change.to()));
        work(10);
        fail(5);
        assertThat(failures)
                .containsExactly(
                        HealthStatus.DEGRADED, HealthStatus.UNHEALTHY, HealthStatus.FAILED);
        assertThat(health.unhealthy()).extracting(AgentHealth::agent).containsExactly("Patient");
        fail(3);
        assertThat(failures).hasSize(3);
        assertThat(recoveries).isEmpty();
        work(1);
        assertThat(recoveries).containsExactly(HealthStatus.HEALTHY);
        work(3);
        assertThat(recoveries).hasSize(1);
        assertThat(health.unhealthy()).isEmpty();
        assertThat(health.of("Patient").errorRate()).isZero();
        assertThat(heard).extracting(HealthChanged::agent).containsOnly("Patient").hasSize(4);
    }

    @Test
    void eachShareOfFailuresHasItsStatus() {
        work(18);
        fail(2);
        assertThat(status()).isEqualTo(HealthStatus.HEALTHY);
        work(1);
        fail(1);
        assertThat(status()).isEqualTo(HealthStatus.DEGRADED);
        for (int i = 0; i < 8; i++) {
            fail(1);
            work(1);
        }
        fail(2);
        assertThat(health.of("Patient").errorRate()).isGreaterThan(0.5);
        assertThat(status()).isEqualTo(HealthStatus.UNHEALTHY);
        work(20);
        assertThat(status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(health.of("Patient").executions()).isEqualTo(20);
    }

    @Test
    void failuresOfHandlersCountLikeThoseOfCalls() {
        for (int i = 0; i < 5; i++) {
            bus.publish("/Work", false);
        }
        assertThat(bus.awaitIdle(SOON)).isTrue();
        assertThat(status()).isEqualTo(HealthStatus.FAILED);
        bus.publish("/Work", true);
        assertThat(bus.awaitIdle(SOON)).isTrue();
        assertThat(status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void failuresAreForgottenWhenTheirTimeHasPassed() throws InterruptedException {
        CountDownLatch recovered = new CountDownLatch(1);
        health.onRecovery(change -> recovered.countDown());
        work(7);
        fail(2);
        assertThat(status()).isEqualTo(HealthStatus.DEGRADED);
        clock.move(Duration.ofSeconds(60));
        assertThat(recovered.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void theDetailTellsWhatIsKnown() {
        work(3);
        fail(1);
        AgentHealth detail = health.of("Patient");
        assertThat(detail.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(detail.reason()).isEqualTo("1 of the last 4 executions failed");
        assertThat(detail.errorRate()).isEqualTo(0.25);
        assertThat(detail.executions()).isEqualTo(4);
        assertThat(detail.consecutiveFailures()).isEqualTo(1);
        assertThat(detail.since()).isEqualTo(clock.instant());
        assertThat(detail.p95()).isPositive();
        assertThat(detail.lastError())
                .isEqualTo(
                        new AgentHealth.LastError(
                                "java.lang.IllegalStateException",
                                "out of paper",
                                clock.instant()));
        assertThat(detail.stuck()).isNull();
    }

    @Test
    void manyAgentsAreAskedForAtOnce() {
        fail(5);
        assertThat(health.all())
                .extracting(AgentHealth::agent)
                .containsExactly("Bystander", "Patient");
        assertThat(health.with(HealthStatus.HEALTHY))
                .extracting(AgentHealth::agent)
                .containsExactly("Bystander");
        AgentHealth.Summary summary = health.summary();
        assertThat(summary.worst()).isEqualTo(HealthStatus.FAILED);
        assertThat(summary.agents())
                .containsEntry(HealthStatus.FAILED, 1)
                .containsEntry(HealthStatus.HEALTHY, 1)
                .containsEntry(HealthStatus.DEGRADED, 0);
    }

    @Test
    void whoIsUnknownHasNoHealth() {
        assertThatThrownBy(() -> health.of("Patent"))
                .isInstanceOfSatisfying(
                        GraphBusException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.UNKNOWN_AGENT));
        assertThatThrownBy(() -> bus.call("Patent", "work"));
        assertThat(health.all()).hasSize(2);
    }

    @Test
    void callsThatWereNotExecutedSayNothing() {
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> bus.call("Patient", "nothing"));
            assertThatThrownBy(() -> bus.call("Patient", "work", 1, 2, 3));
        }
        assertThat(status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void anAgentIsUnhealthyWhileAnExecutionDoesNotEnd() throws InterruptedException {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch unstuck = new CountDownLatch(1);
        bus.watch(SignalListener.of(AgentStuck.class, s -> stuck.countDown()));
        bus.watch(SignalListener.of(AgentUnstuck.class, s -> unstuck.countDown()));
        work(19);
        bus.publish("/Stay", 1);
        assertThat(stuck.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(status()).isEqualTo(HealthStatus.UNHEALTHY);
        assertThat(health.of("Patient").stuck())
                .extracting(AgentHealth.StuckOperation::operation)
                .isEqualTo("onStay");
        patient.gate.countDown();
        assertThat(unstuck.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(bus.awaitIdle(SOON)).isTrue();
        assertThat(health.of("Patient").stuck()).isNull();
        assertThat(status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void anAgentThatIsTooSlowIsDegraded() throws InterruptedException {
        startAnew(HealthPolicy.DEFAULTS.withP95Limit(Duration.ofNanos(1)));
        CountDownLatch slow = new CountDownLatch(1);
        health.onFailure(change -> slow.countDown());
        work(5);
        clock.move(Duration.ofSeconds(1));
        assertThat(slow.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(health.of("Patient").reason()).startsWith("p95");
    }

    @Test
    void aCallbackThatThrowsHarmsNobodyAndOneMayUseTheGraph() {
        List<Object> results = new ArrayList<>();
        health.onChange(
                change -> {
                    throw new IllegalStateException("callback");
                });
        health.onFailure(change -> results.add(bus.call("Bystander", "work")));
        fail(3);
        assertThat(status()).isEqualTo(HealthStatus.UNHEALTHY);
        assertThat(results).containsExactly(1);
    }

    @Test
    void aCallbackIsCalledUntilItIsClosed() {
        List<HealthChanged> changes = new ArrayList<>();
        health.onChange(changes::add).close();
        fail(5);
        assertThat(changes).isEmpty();
    }

    @Test
    void eachStartBeginsAnew() {
        fail(5);
        bus.stop();
        bus.start();
        assertThat(status()).isEqualTo(HealthStatus.HEALTHY);
        fail(1);
        work(1);
        assertThat(health.of("Patient").executions()).isEqualTo(2);
    }

    @Test
    void withoutAPolicyNobodyIsJudged() {
        try (GraphBus unwatched = GraphBus.of(new Patient())) {
            assertThat(unwatched.health()).isEmpty();
        }
    }
}
