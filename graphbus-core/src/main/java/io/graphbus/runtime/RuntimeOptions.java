package io.graphbus.runtime;

import io.graphbus.conduct.Conductor;
import io.graphbus.gate.ContractEnforcement;
import io.graphbus.gate.ContractValidation;
import io.graphbus.mailbox.DrainLoops;
import io.graphbus.mailbox.Overflow;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.retry.RetryPolicy;
import io.graphbus.store.CapturePolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How a graph runs. Start from {@link #DEFAULTS} and change what is needed.
 *
 * @param mailboxCapacity events that may wait for one lane of an agent
 * @param historySize events that are remembered
 * @param callTimeout how long a call may wait for its turn, and how long it may then take
 * @param handlerTimeout how long a handler may take
 * @param drainTimeout how long a stop waits for work under way
 * @param stateCapture when the state of agents is saved
 * @param stateInterval between two saves where they are saved at intervals, and before a save that
 *     failed is tried again
 * @param maxPayload largest JSON payload or argument object, in bytes
 * @param statistics whether executions are timed; they are always counted
 * @param messageBus whether events flow; without, there are only calls
 * @param clock that events are stamped with and delays go by
 * @param retry how failed deliveries are tried again, where a subscription says nothing else
 * @param contractValidation what happens to payloads that a subscriber does not read
 * @param contractEnforcement whose payloads are compared with a contract when they are published
 * @param random what pauses between attempts are spread by; must be usable from any thread
 */
public record RuntimeOptions(
        int mailboxCapacity,
        Overflow overflow,
        int historySize,
        Duration callTimeout,
        Duration handlerTimeout,
        Duration drainTimeout,
        CapturePolicy stateCapture,
        Duration stateInterval,
        int maxPayload,
        boolean statistics,
        boolean messageBus,
        Clock clock,
        RetryPolicy retry,
        ContractValidation contractValidation,
        ContractEnforcement contractEnforcement,
        RandomGenerator random) {

    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

    public static final RuntimeOptions DEFAULTS =
            new RuntimeOptions(
                    1024,
                    Overflow.BLOCK,
                    1000,
                    HALF_A_MINUTE,
                    HALF_A_MINUTE,
                    HALF_A_MINUTE,
                    CapturePolicy.AFTER_EXECUTION,
                    Duration.ofSeconds(5),
                    2 * 1024 * 1024,
                    true,
                    true,
                    Clock.systemUTC(),
                    RetryPolicy.DEFAULT,
                    ContractValidation.ENFORCE,
                    ContractEnforcement.NONE,
                    () -> ThreadLocalRandom.current().nextLong());

    public RuntimeOptions {
        require(mailboxCapacity > 0, "the mailbox capacity is " + mailboxCapacity);
        require(historySize >= 0, "the history size is " + historySize);
        require(maxPayload > 0, "the largest payload is " + maxPayload);
        requirePositive(callTimeout, "call timeout");
        requirePositive(handlerTimeout, "handler timeout");
        requirePositive(drainTimeout, "drain timeout");
        requirePositive(stateInterval, "state interval");
    }

    private static void requirePositive(Duration duration, String name) {
        require(!duration.isNegative() && !duration.isZero(), "the " + name + " is " + duration);
    }

    private static void require(boolean fine, String message) {
        if (!fine) {
            throw Problem.of(
                            ProblemCode.INVALID_CONFIGURATION,
                            "",
                            message,
                            "Give a value above zero.")
                    .toException();
        }
    }

    /** Begins the ids of a start's events: its time and a random part, in base 36. */
    String node(Conductor conductor) {
        int random = conductor.random(36 * 36 * 36 * 36);
        String tail = Integer.toString(36 * 36 * 36 * 36 + random, 36).substring(1);
        return Long.toString(clock.millis(), 36) + tail + "-";
    }

    /** Threads that empty mailboxes; conducted, each mailbox has one while it is emptied. */
    DrainLoops loops(Conductor conductor, Runnable saturated) {
        int processors = Runtime.getRuntime().availableProcessors();
        return conductor.conducts()
                ? new DrainLoops(0, saturated)
                : new DrainLoops(Math.max(1, processors - 1), Math.max(2, processors), saturated);
    }

    /** What pauses between attempts are spread by. */
    RandomGenerator random(Conductor conductor) {
        return conductor.conducts()
                ? () -> (long) conductor.random(Integer.MAX_VALUE) << Integer.SIZE
                : random;
    }

    /** Whether there is such a moment, and it is not to come. */
    boolean hasCome(@Nullable Instant moment) {
        return moment != null && !clock.instant().isBefore(moment);
    }

    /** Options to change. */
    public static Builder builder() {
        return DEFAULTS.toBuilder();
    }

    /** These options to change. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    public RuntimeOptions withMessageBus(boolean value) {
        return toBuilder().messageBus(value).build();
    }

    public RuntimeOptions withRetry(RetryPolicy value) {
        return toBuilder().retry(value).build();
    }

    public RuntimeOptions withClock(Clock value) {
        return toBuilder().clock(value).build();
    }

    public RuntimeOptions withContractValidation(ContractValidation value) {
        return toBuilder().contractValidation(value).build();
    }

    /** Changes options; one thread at a time. */
    public static final class Builder {

        private int mailboxCapacity;
        private Overflow overflow;
        private int historySize;
        private Duration callTimeout;
        private Duration handlerTimeout;
        private Duration drainTimeout;
        private CapturePolicy stateCapture;
        private Duration stateInterval;
        private int maxPayload;
        private boolean statistics;
        private boolean messageBus;
        private Clock clock;
        private RetryPolicy retry;
        private ContractValidation contractValidation;
        private ContractEnforcement contractEnforcement;
        private RandomGenerator random;

        private Builder(RuntimeOptions from) {
            mailboxCapacity = from.mailboxCapacity;
            overflow = from.overflow;
            historySize = from.historySize;
            callTimeout = from.callTimeout;
            handlerTimeout = from.handlerTimeout;
            drainTimeout = from.drainTimeout;
            stateCapture = from.stateCapture;
            stateInterval = from.stateInterval;
            maxPayload = from.maxPayload;
            statistics = from.statistics;
            messageBus = from.messageBus;
            clock = from.clock;
            retry = from.retry;
            contractValidation = from.contractValidation;
            contractEnforcement = from.contractEnforcement;
            random = from.random;
        }

        public Builder mailboxCapacity(int value) {
            mailboxCapacity = value;
            return this;
        }

        public Builder overflow(Overflow value) {
            overflow = value;
            return this;
        }

        public Builder historySize(int value) {
            historySize = value;
            return this;
        }

        public Builder callTimeout(Duration value) {
            callTimeout = value;
            return this;
        }

        public Builder handlerTimeout(Duration value) {
            handlerTimeout = value;
            return this;
        }

        public Builder drainTimeout(Duration value) {
            drainTimeout = value;
            return this;
        }

        public Builder stateCapture(CapturePolicy value) {
            stateCapture = value;
            return this;
        }

        public Builder stateInterval(Duration value) {
            stateInterval = value;
            return this;
        }

        public Builder maxPayload(int value) {
            maxPayload = value;
            return this;
        }

        public Builder statistics(boolean value) {
            statistics = value;
            return this;
        }

        public Builder messageBus(boolean value) {
            messageBus = value;
            return this;
        }

        public Builder clock(Clock value) {
            clock = value;
            return this;
        }

        public Builder retry(RetryPolicy value) {
            retry = value;
            return this;
        }

        public Builder contractValidation(ContractValidation value) {
            contractValidation = value;
            return this;
        }

        public Builder contractEnforcement(ContractEnforcement value) {
            contractEnforcement = value;
            return this;
        }

        public Builder random(RandomGenerator value) {
            random = value;
            return this;
        }

        public RuntimeOptions build() {
            return new RuntimeOptions(
                    mailboxCapacity,
                    overflow,
                    historySize,
                    callTimeout,
                    handlerTimeout,
                    drainTimeout,
                    stateCapture,
                    stateInterval,
                    maxPayload,
                    statistics,
                    messageBus,
                    clock,
                    retry,
                    contractValidation,
                    contractEnforcement,
                    random);
        }
    }
}
