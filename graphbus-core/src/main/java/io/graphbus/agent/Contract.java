package io.graphbus.agent;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The agent's versioned promise. Without it an agent is a {@code draft} 1.0.0 that may change at
 * will.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Contract {

    /** A semantic version, such as {@code 1.4.0}. */
    String version();

    /** How what the agent reads may change. */
    Compatibility reader() default Compatibility.BACKWARD;

    /** How what the agent writes may change. */
    Compatibility writer() default Compatibility.FORWARD;

    /** A beta or stable version is immutable once registered; a draft may be replaced. */
    Stability stability() default Stability.STABLE;

    /** Compared with which versions, and in which direction, a new shape must stay readable. */
    enum Compatibility {
        BACKWARD,
        FORWARD,
        FULL,
        BACKWARD_TRANSITIVE,
        FORWARD_TRANSITIVE,
        FULL_TRANSITIVE,
        NONE
    }

    /** How firm the promise is. */
    enum Stability {
        DRAFT,
        BETA,
        STABLE
    }
}
