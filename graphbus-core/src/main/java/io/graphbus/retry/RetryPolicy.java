package io.graphbus.retry;

import io.graphbus.model.RetrySettings;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How often, and after which pauses, a failed delivery is tried again. Errors of the virtual
 * machine and of linking are not worth another attempt unless {@code retryOn} names them.
 *
 * @param retries attempts after the first one; 0 for none
 * @param delay before the second attempt
 * @param multiplier from one pause to the next; at least 1
 * @param jitter the part by which a pause may be shorter or longer, at random; 0 to 1
 * @param maxDelay the longest pause, jitter included
 * @param retryOn class names of the only exceptions that are worth another attempt, subclasses
 *     included; empty for all
 * @param noRetryOn class names of exceptions that are not, whatever {@code retryOn} says
 */
public record RetryPolicy(
        int retries,
        Duration delay,
        double multiplier,
        double jitter,
        Duration maxDelay,
        List<String> retryOn,
        List<String> noRetryOn) {

    /** Three retries after about 1, 2 and 4 seconds. */
    public static final RetryPolicy DEFAULT =
            new RetryPolicy(
                    3, Duration.ofSeconds(1), 2, 0.2, Duration.ofSeconds(30), List.of(), List.of());

    /** One attempt and no more. */
    public static final RetryPolicy NONE = DEFAULT.withRetries(0);

    public RetryPolicy {
        retryOn = List.copyOf(retryOn);
        noRetryOn = List.copyOf(noRetryOn);
        List<String> faults =
                new RetrySettings(retries, delay, multiplier, jitter, maxDelay, retryOn, noRetryOn)
                        .faults();
        if (!faults.isEmpty()) {
            throw Problem.of(
                            ProblemCode.INVALID_CONFIGURATION,
                            "graphbus.retry",
                            String.join("; ", faults),
                            "Retries and delays are not negative, the multiplier is at least 1, the jitter 0 to 1.")
                    .toException();
        }
    }

    public RetryPolicy withRetries(int value) {
        return new RetryPolicy(value, delay, multiplier, jitter, maxDelay, retryOn, noRetryOn);
    }

    public RetryPolicy withDelay(Duration value) {
        return new RetryPolicy(retries, value, multiplier, jitter, maxDelay, retryOn, noRetryOn);
    }

    public RetryPolicy withMultiplier(double value) {
        return new RetryPolicy(retries, delay, value, jitter, maxDelay, retryOn, noRetryOn);
    }

    public RetryPolicy withJitter(double value) {
        return new RetryPolicy(retries, delay, multiplier, value, maxDelay, retryOn, noRetryOn);
    }

    public RetryPolicy withMaxDelay(Duration value) {
        return new RetryPolicy(retries, delay, multiplier, jitter, value, retryOn, noRetryOn);
    }

    /** This policy for these exceptions and their subclasses only. */
    @SafeVarargs
    public final RetryPolicy withRetryOn(Class<? extends Throwable>... types) {
        return new RetryPolicy(
                retries, delay, multiplier, jitter, maxDelay, names(types), noRetryOn);
    }

    /** This policy, but not for these exceptions and their subclasses. */
    @SafeVarargs
    public final RetryPolicy withNoRetryOn(Class<? extends Throwable>... types) {
        return new RetryPolicy(retries, delay, multiplier, jitter, maxDelay, retryOn, names(types));
    }

    private static List<String> names(Class<?>[] types) {
        return Arrays.stream(types).map(Class::getName).toList();
    }

    /** This policy with what a subscription says otherwise. */
    public RetryPolicy with(@Nullable RetrySettings settings) {
        if (settings == null) {
            return this;
        }
        Duration first = Objects.requireNonNullElse(settings.delay(), delay);
        Duration longest = settings.maxDelay();
        if (longest == null) {
            longest = first.compareTo(maxDelay) > 0 ? first : maxDelay;
        }
        return new RetryPolicy(
                Objects.requireNonNullElse(settings.retries(), retries),
                first.compareTo(longest) > 0 ? longest : first,
                Objects.requireNonNullElse(settings.multiplier(), multiplier),
                Objects.requireNonNullElse(settings.jitter(), jitter),
                longest,
                settings.retryOn().isEmpty() ? retryOn : settings.retryOn(),
                settings.noRetryOn().isEmpty() ? noRetryOn : settings.noRetryOn());
    }

    /**
     * Whether another attempt is worth it after so many that failed. A payload that cannot be read
     * and a loop of events stay what they are, and a result that could not be published is tried
     * again only when there was no room for it.
     */
    public boolean allows(int failures, Throwable cause) {
        return failures <= retries && isWorthIt(cause);
    }

    private boolean isWorthIt(Throwable cause) {
        if (cause instanceof Unpublished result) {
            return Causes.isOverload(result.getCause());
        }
        if (Causes.isLasting(cause) || isAmong(noRetryOn, cause)) {
            return false;
        }
        return retryOn.isEmpty()
                ? !(cause instanceof VirtualMachineError || cause instanceof LinkageError)
                : isAmong(retryOn, cause);
    }

    /** By name, since an exception may have been loaded with its agent. */
    private static boolean isAmong(List<String> names, Throwable cause) {
        for (Class<?> type = cause.getClass(); type != null; type = type.getSuperclass()) {
            if (names.contains(type.getName())) {
                return true;
            }
        }
        return false;
    }

    /** The pause after so many failed attempts. */
    public Duration pause(int failures, RandomGenerator random) {
        double longest = nanos(maxDelay);
        double base = Math.min(longest, nanos(delay) * Math.pow(multiplier, failures - 1.0));
        double spread = jitter == 0 ? 1 : 1 + jitter * (2 * random.nextDouble() - 1);
        return Duration.ofNanos((long) Math.min(longest, base * spread));
    }

    private static double nanos(Duration duration) {
        return duration.getSeconds() * 1e9 + duration.getNano();
    }
}
