package io.graphbus.model;

import io.graphbus.agent.Retry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a subscription says about trying again; {@code null} and empty lists mean "as configured".
 *
 * @param retries attempts after the first one
 * @param delay before the second attempt
 * @param multiplier from one pause to the next
 * @param jitter the part by which a pause may differ
 * @param maxDelay the longest pause
 * @param retryOn names of the only exceptions that are worth another attempt
 * @param noRetryOn names of exceptions that are not
 */
public record RetrySettings(
        @Nullable Integer retries,
        @Nullable Duration delay,
        @Nullable Double multiplier,
        @Nullable Double jitter,
        @Nullable Duration maxDelay,
        List<String> retryOn,
        List<String> noRetryOn) {

    public RetrySettings {
        retryOn = List.copyOf(retryOn);
        noRetryOn = List.copyOf(noRetryOn);
    }

    /**
     * Reads an annotation.
     *
     * @param faults told of each member that makes no sense, which then counts as left out
     * @return {@code null} when the annotation says nothing
     */
    public static @Nullable RetrySettings of(Retry declared, Consumer<String> faults) {
        RetrySettings read =
                new RetrySettings(
                        declared.retries() == Retry.AS_CONFIGURED ? null : declared.retries(),
                        duration("delay", declared.delay(), faults),
                        number(declared.multiplier()),
                        number(declared.jitter()),
                        duration("maxDelay", declared.maxDelay(), faults),
                        names(declared.retryOn()),
                        names(declared.noRetryOn()));
        read.faults().forEach(faults);
        return read.isEmpty() ? null : read;
    }

    private static @Nullable Double number(double declared) {
        return declared == Retry.AS_CONFIGURED ? null : declared;
    }

    private static @Nullable Duration duration(String name, String text, Consumer<String> faults) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            faults.accept("the " + name + " \"" + text + "\" is no duration");
            return null;
        }
    }

    private static List<String> names(Class<?>[] types) {
        return Arrays.stream(types).map(Class::getName).toList();
    }

    private boolean isEmpty() {
        return retries == null
                && delay == null
                && multiplier == null
                && jitter == null
                && maxDelay == null
                && retryOn.isEmpty()
                && noRetryOn.isEmpty();
    }

    /** What makes no sense, in words. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        require(retries == null || retries >= 0, "the number of retries is " + retries, faults);
        require(delay == null || !delay.isNegative(), "the delay is " + text(delay), faults);
        require(
                multiplier == null || (multiplier >= 1 && Double.isFinite(multiplier)),
                "the multiplier is " + multiplier + ", less than 1 or no number",
                faults);
        require(
                jitter == null || (jitter >= 0 && jitter <= 1),
                "the jitter is " + jitter + ", not between 0 and 1",
                faults);
        require(
                maxDelay == null || !maxDelay.isNegative(),
                "the longest delay is " + text(maxDelay),
                faults);
        require(
                delay == null || maxDelay == null || delay.compareTo(maxDelay) <= 0,
                "the delay " + text(delay) + " is longer than the longest, " + text(maxDelay),
                faults);
        return faults;
    }

    private static void require(boolean fine, String message, List<String> faults) {
        if (!fine) {
            faults.add(message);
        }
    }

    private static String text(@Nullable Duration duration) {
        return duration == null ? "none" : Durations.text(duration);
    }
}
