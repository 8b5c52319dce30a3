package io.graphbus.agent;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How often, and after which pauses, a failed delivery is tried again; part of {@link Subscribes}.
 * What is left out stays as the graph is configured ({@code graphbus.retry.*}).
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface Retry {

    /** Stands for "as configured" where a number is asked for. */
    int AS_CONFIGURED = Integer.MIN_VALUE;

    /** Attempts after the first one; 0 switches retrying off. */
    int retries() default AS_CONFIGURED;

    /** The pause before the second attempt, such as {@code 500ms}, {@code 1s} or {@code 2m}. */
    String delay() default "";

    /** What each pause is multiplied with for the next one; at least 1. */
    double multiplier() default AS_CONFIGURED;

    /** By which part a pause may be shorter or longer, at random; 0 to 1. */
    double jitter() default AS_CONFIGURED;

    /** The longest pause. */
    String maxDelay() default "";

    /** Only these exceptions and their subclasses are worth another attempt; empty: all are. */
    Class<? extends Throwable>[] retryOn() default {};

    /** These exceptions and their subclasses are not, whatever {@link #retryOn()} says. */
    Class<? extends Throwable>[] noRetryOn() default {};
}
