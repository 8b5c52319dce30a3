package io.graphbus.agent;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A handler: called for every event on a matching topic, with nothing, the payload, the {@link
 * Event}, or payload and {@link Event}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface Subscribes {

    /** Topics or patterns; {@code *} stands for one segment, a final {@code **} for any number. */
    String[] value();

    /**
     * Names the subscription within its agent and survives renaming; the method's name when empty.
     */
    String id() default "";

    /**
     * A CEL expression over {@code payload}, {@code event} and the payload's fields; events that do
     * not match are passed over.
     */
    String filter() default "";

    /**
     * A JSON Pointer into the payload that replaces the publisher's key for ordering here; none
     * when empty.
     */
    String key() default "";

    /** Where these events stand in the agent's queue, unless the publisher said otherwise. */
    Priority priority() default Priority.NORMAL;

    /** How failed deliveries are tried again, where it differs from the configuration. */
    Retry retry() default @Retry;

    /** With which event of durable topics it begins when it is new; by its id it is known again. */
    Start from() default Start.LATEST;
}
