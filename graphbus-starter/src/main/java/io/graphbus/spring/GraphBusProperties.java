package io.graphbus.spring;

import io.graphbus.gate.ContractEnforcement;
import io.graphbus.gate.ContractValidation;
import io.graphbus.health.HealthPolicy;
import io.graphbus.mailbox.Overflow;
import io.graphbus.retry.RetryPolicy;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.spring.setting.Setting;
import io.graphbus.store.CapturePolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What an application may set about its graph.
 *
 * @param handlerTimeout Longest time one handling of an event may take before it is interrupted and
 *     counts as failed.
 * @param callTimeout Longest time a direct call may take, waiting included.
 */
@ConfigurationProperties("graphbus")
public record GraphBusProperties(
        @DefaultValue Bus bus,
        @DefaultValue("30s") Duration handlerTimeout,
        @DefaultValue("30s") Duration callTimeout,
        @DefaultValue Retry retry,
        @DefaultValue History history,
        @DefaultValue State state,
        @DefaultValue Payload payload,
        @DefaultValue Contract contract,
        @DefaultValue Health health) {

    private static final Duration STOP_MARGIN = Duration.ofSeconds(2);
    private static final int MANY = 10_000_000;
    private static final Duration MOMENT = Duration.ofMillis(1);

    public GraphBusProperties {
        Setting.positive("graphbus.handler-timeout", handlerTimeout);
        Setting.positive("graphbus.call-timeout", callTimeout);
    }

    /**
     * The mailboxes between publishers and agents.
     *
     * @param enabled Whether events are delivered; without the bus the graph only answers direct
     *     calls.
     * @param mailboxCapacity Most events that may wait for one agent.
     * @param overflow What a publisher meets when a mailbox is full.
     */
    public record Bus(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("1024") int mailboxCapacity,
            @DefaultValue("block") Overflow overflow) {

        public Bus {
            Setting.atLeast("graphbus.bus.mailbox-capacity", mailboxCapacity, 1);
            Setting.atMost("graphbus.bus.mailbox-capacity", mailboxCapacity, MANY, "" + MANY);
        }
    }

    /**
     * How failed deliveries are tried again, where a subscription says nothing else.
     *
     * @param retries Attempts after the first one; 0 gives up at the first failure.
     * @param delay Pause before the second attempt.
     * @param multiplier Factor from one pause to the next, at least 1.
     * @param jitter Part by which a pause may be shorter or longer at random, 0 to 1.
     * @param maxDelay Longest pause.
     */
    public record Retry(
            @DefaultValue("3") int retries,
            @DefaultValue("1s") Duration delay,
            @DefaultValue("2") double multiplier,
            @DefaultValue("0.2") double jitter,
            @DefaultValue("30s") Duration maxDelay) {

        public Retry {
            Setting.atLeast("graphbus.retry.retries", retries, 0);
            Setting.notNegative("graphbus.retry.delay", delay);
            Setting.atLeast("graphbus.retry.multiplier", multiplier, 1);
            Setting.share("graphbus.retry.jitter", jitter);
            Setting.notShorter("graphbus.retry.max-delay", maxDelay, "graphbus.retry.delay", delay);
        }

        RetryPolicy policy() {
            return new RetryPolicy(
                    retries, delay, multiplier, jitter, maxDelay, List.of(), List.of());
        }
    }

    /**
     * The events kept in memory for looking back.
     *
     * @param size Most events kept; the oldest is forgotten first, 0 keeps none.
     */
    public record History(@DefaultValue("1000") int size) {

        public History {
            Setting.atLeast("graphbus.history.size", size, 0);
            Setting.atMost("graphbus.history.size", size, MANY, "" + MANY);
        }
    }

    /**
     * The state of agents that implement Stateful.
     *
     * @param directory Directory in which agents' state is kept between runs, one file per agent.
     *     Ignored when a StateStore bean exists; without both, state is not kept.
     * @param capture When changed state is saved: a moment after the execution that changed it, at
     *     intervals, or on stop only; it is always saved on stop.
     * @param interval Time between two saves when state is saved at intervals, and before a save
     *     that failed is tried again.
     */
    public record State(
            @Nullable Path directory,
            @DefaultValue("after-execution") CapturePolicy capture,
            @DefaultValue("5s") Duration interval) {

        public State {
            Setting.positive("graphbus.state.interval", interval);
        }
    }

    /**
     * What a payload may be.
     *
     * @param maxSize Largest payload accepted, as the size of its JSON form.
     */
    public record Payload(@DefaultValue("2MB") DataSize maxSize) {

        public Payload {
            Setting.atLeast("graphbus.payload.max-size", maxSize.toBytes(), 1);
            Setting.atMost(
                    "graphbus.payload.max-size", maxSize.toBytes(), Integer.MAX_VALUE, "2047MB");
        }
    }

    /**
     * Payloads of several versions.
     *
     * @param validation What happens to a payload that its subscriber does not read: the delivery
     *     fails, it is handed over with a warning, or nobody looks.
     * @param enforce Whose payloads are compared with a contract when they are published: of
     *     nobody, or of agents, which then publish what their contract says and nothing beside.
     * @param migrations Directory with documents of migrations, applied beside those that agents
     *     declare and those that are beans.
     */
    public record Contract(
            @DefaultValue("enforce") ContractValidation validation,
            @DefaultValue("none") ContractEnforcement enforce,
            @Nullable Path migrations) {}

    /**
     * How agents are judged by what becomes of their executions.
     *
     * @param enabled Whether agents are watched.
     * @param window Executions that are looked back.
     * @param windowDuration Longest time a failure counts.
     * @param degradedErrorRate Share of failures, 0 to 1, above which an agent is degraded.
     * @param unhealthyErrorRate Share of failures, 0 to 1, above which an agent is unhealthy.
     * @param unhealthyFailures Failures in a row that make an agent unhealthy.
     * @param failedFailures Failures in a row that make an agent failed.
     * @param p95Limit Duration that 95 of 100 executions must keep, or the agent is degraded;
     *     without it, durations do not matter.
     * @param readiness Whether the application takes no traffic while an agent has failed.
     */
    public record Health(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("20") int window,
            @DefaultValue("60s") Duration windowDuration,
            @DefaultValue("0.1") double degradedErrorRate,
            @DefaultValue("0.5") double unhealthyErrorRate,
            @DefaultValue("3") int unhealthyFailures,
            @DefaultValue("5") int failedFailures,
            @Nullable Duration p95Limit,
            @DefaultValue("false") boolean readiness,
            @DefaultValue Restart restart) {

        public Health {
            Setting.atLeast("graphbus.health.window", window, 1);
            Setting.atMost("graphbus.health.window", window, MANY, "" + MANY);
            Setting.positive("graphbus.health.window-duration", windowDuration);
            Setting.share("graphbus.health.degraded-error-rate", degradedErrorRate);
            Setting.share("graphbus.health.unhealthy-error-rate", unhealthyErrorRate);
            Setting.atLeast("graphbus.health.unhealthy-failures", unhealthyFailures, 1);
            Setting.atLeast("graphbus.health.failed-failures", failedFailures, 1);
            if (p95Limit != null) {
                Setting.positive("graphbus.health.p95-limit", p95Limit);
            }
        }

        /**
         * Restarts of agents that have failed.
         *
         * @param enabled Whether failed agents are restarted.
         * @param max Most restarts of one agent within the window.
         * @param window Time in which restarts are counted.
         * @param delay Pause before the first restart; each further one waits twice as long.
         */
        public record Restart(
                @DefaultValue("false") boolean enabled,
                @DefaultValue("3") int max,
                @DefaultValue("5m") Duration window,
                @DefaultValue("1s") Duration delay) {

            public Restart {
                Setting.atLeast("graphbus.health.restart.max", max, 0);
                Setting.positive("graphbus.health.restart.window", window);
                Setting.notNegative("graphbus.health.restart.delay", delay);
            }
        }

        /** These properties as the monitor takes them; nothing when it is switched off. */
        public Optional<HealthPolicy> policy() {
            return enabled
                    ? Optional.of(
                            new HealthPolicy(
                                    window,
                                    windowDuration,
                                    degradedErrorRate,
                                    unhealthyErrorRate,
                                    unhealthyFailures,
                                    failedFailures,
                                    p95Limit,
                                    new HealthPolicy.Restart(
                                            restart.enabled ? restart.max : 0,
                                            restart.window,
                                            restart.delay)))
                    : Optional.empty();
        }
    }

    /**
     * These properties as the engine takes them.
     *
     * @param shutdownPhase how long Spring waits for the graph to stop; draining ends a little
     *     before it, so that what is left can be interrupted and reported in time
     */
    public RuntimeOptions runtimeOptions(Duration shutdownPhase) {
        Duration fifth = shutdownPhase.dividedBy(5);
        Duration margin = fifth.compareTo(STOP_MARGIN) < 0 ? fifth : STOP_MARGIN;
        return RuntimeOptions.builder()
                .mailboxCapacity(bus.mailboxCapacity())
                .overflow(bus.overflow())
                .messageBus(bus.enabled())
                .historySize(history.size())
                .retry(retry.policy())
                .handlerTimeout(handlerTimeout)
                .callTimeout(callTimeout)
                .drainTimeout(atLeastAMoment(shutdownPhase.minus(margin)))
                .stateCapture(state.capture())
                .stateInterval(state.interval())
                .maxPayload((int) payload.maxSize().toBytes())
                .contractValidation(contract.validation())
                .contractEnforcement(contract.enforce())
                .build();
    }

    private static Duration atLeastAMoment(Duration duration) {
        return duration.compareTo(MOMENT) < 0 ? MOMENT : duration;
    }
}
