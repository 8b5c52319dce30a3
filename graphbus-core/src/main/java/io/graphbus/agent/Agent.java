package io.graphbus.agent;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a class an agent: a unit with a name whose calls and handlers never overlap, unless it asks
 * for more {@link #concurrency()}. The annotation also counts when it stands on another annotation
 * of the class.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface Agent {

    /**
     * {@code [A-Za-z_][A-Za-z0-9_.-]{0,127}}, unique in the graph ignoring case; the class's simple
     * name when empty.
     */
    String name() default "";

    String description() default "";

    /** How many executions may overlap; events with the same key never do. At least 1. */
    int concurrency() default 1;

    /** Whether the agent waits for files, networks or locks; such agents run on virtual threads. */
    boolean blocking() default false;
}
