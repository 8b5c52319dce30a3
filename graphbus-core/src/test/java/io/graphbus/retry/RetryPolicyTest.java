package io.graphbus.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.model.Durations;
import io.graphbus.model.RetrySettings;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {

    private final Random random = new Random(11);

    @Test
    void pausesDoubleUpToTheLongest() {
        RetryPolicy exact = RetryPolicy.DEFAULT.withJitter(0);
        assertThat(exact.pause(1, random)).isEqualTo(Duration.ofSeconds(1));
        assertThat(exact.pause(2, random)).isEqualTo(Duration.ofSeconds(2));
        assertThat(exact.pause(3, random)).isEqualTo(Duration.ofSeconds(4));
        assertThat(exact.pause(6, random)).isEqualTo(Duration.ofSeconds(30));
        assertThat(exact.pause(2_000, random)).isEqualTo(Duration.ofSeconds(30));
        Duration ages = Duration.ofDays(1_000_000);
        assertThat(exact.withMaxDelay(ages).withDelay(ages).pause(3, random)).isPositive();
    }

    @Test
    void jitterSpreadsPausesToBothSidesAndNeverBeyondTheLongest() {
        long shortest = Long.MAX_VALUE;
        long longest = 0;
        for (int i = 0; i < 10_000; i++) {
            long pause = RetryPolicy.DEFAULT.pause(1, random).toMillis();
            shortest = Math.min(shortest, pause);
            longest = Math.max(longest, pause);
            assertThat(RetryPolicy.DEFAULT.pause(9, random)).isBetween(s(24), s(30));
        }
        assertThat(shortest).isBetween(800L, 810L);
        assertThat(longest).isBetween(1_190L, 1_200L);
    }

    private static Duration s(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    @Test
    void theSameSeedGivesTheSamePauses() {
        Duration once = RetryPolicy.DEFAULT.pause(1, new Random(5));
        assertThat(RetryPolicy.DEFAULT.pause(1, new Random(5))).isEqualTo(once);
    }

    @Test
    void exceptionsAreChosenByTheirClassesAndSuperclasses() {
        RetryPolicy io = RetryPolicy.DEFAULT.withRetryOn(IOException.class);
        assertThat(io.allows(1, new FileNotFoundException())).isTrue();
        assertThat(io.allows(1, new IllegalStateException())).isFalse();
        RetryPolicy lost = io.withNoRetryOn(FileNotFoundException.class);
        assertThat(lost.allows(1, new IOException())).isTrue();
        assertThat(lost.allows(1, new FileNotFoundException())).isFalse();
    }

    @Test
    void errorsOfTheMachineAreOnlyTriedAgainWhenNamed() {
        assertThat(RetryPolicy.DEFAULT.allows(1, new StackOverflowError())).isFalse();
        assertThat(RetryPolicy.DEFAULT.allows(1, new NoClassDefFoundError())).isFalse();
        assertThat(RetryPolicy.DEFAULT.allows(1, new AssertionError())).isTrue();
        assertThat(RetryPolicy.DEFAULT.allows(1, new InterruptedException())).isTrue();
        RetryPolicy named = RetryPolicy.DEFAULT.withRetryOn(Error.class);
        assertThat(named.allows(1, new StackOverflowError())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INVALID_PAYLOAD", "EVENT_LOOP", "PAYLOAD_TOO_LARGE", "INVALID_TOPIC"})
    void whatStaysAsItIsIsNeverTriedAgain(ProblemCode code) {
        Throwable cause = Problem.of(code, "", "", "").toException();
        RetryPolicy all = RetryPolicy.DEFAULT.withRetryOn(Throwable.class);
        assertThat(all.allows(1, cause)).isFalse();
    }

    @Test
    void aFullMailboxIsWorthAnotherAttempt() {
        Throwable full = Problem.of(ProblemCode.BUS_OVERLOADED, "", "", "").toException();
        assertThat(RetryPolicy.DEFAULT.allows(3, full)).isTrue();
        assertThat(RetryPolicy.DEFAULT.allows(4, full)).isFalse();
        assertThat(RetryPolicy.DEFAULT.allows(1, new Unpublished("r", 0, full))).isTrue();
        assertThat(RetryPolicy.DEFAULT.allows(1, new Unpublished("r", 0, new Error()))).isFalse();
    }

    @Test
    void aSubscriptionChangesWhatItNamesAndNothingElse() {
        RetryPolicy own =
                RetryPolicy.DEFAULT.with(
                        new RetrySettings(9, s(60), null, null, null, List.of(), List.of("x.Y")));
        assertThat(own)
                .isEqualTo(new RetryPolicy(9, s(60), 2, 0.2, s(60), List.of(), List.of("x.Y")));
        assertThat(RetryPolicy.DEFAULT.with(null)).isSameAs(RetryPolicy.DEFAULT);
    }

    @Test
    void senselessValuesAreRefusedAllAtOnce() {
        assertThatThrownBy(() -> new RetryPolicy(-1, s(-1), 0.5, 2, s(3), List.of(), List.of()))
                .hasMessageContaining("retries is -1")
                .hasMessageContaining("delay is -1s")
                .hasMessageContaining("multiplier is 0.5")
                .hasMessageContaining("jitter is 2.0");
        assertThatThrownBy(() -> RetryPolicy.DEFAULT.withDelay(s(31)))
                .hasMessageContaining("longer than the longest, 30s");
        assertThatThrownBy(() -> RetryPolicy.DEFAULT.withMultiplier(Double.NaN))
                .hasMessageContaining("multiplier");
    }

    @ParameterizedTest
    @CsvSource({"500ms,500", "1s,1000", " 2 m ,120000", "1h,3600000", "PT1.5S,1500", "-3s,-3000"})
    void durationsAreTextWithAUnit(String text, long millis) {
        Duration read = Durations.parse(text);
        assertThat(read).isEqualTo(Duration.ofMillis(millis));
        assertThat(Durations.parse(Durations.text(read))).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "1", "1 day", "s", ""})
    void otherTextIsNoDuration(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
