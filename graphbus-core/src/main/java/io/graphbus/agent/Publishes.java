package io.graphbus.agent;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a method: its result is published to the topic once the call has ended ({@code null}: nothing
 * is). On a class: the agent may publish there through {@link AgentContext}.
 */
@Documented
@Repeatable(Publishes.List.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Publishes {

    /** The topic, such as {@code /Order/Created}. */
    String value();

    /**
     * A JSON Pointer into the payload whose value orders events, such as {@code /orderId}; none
     * when empty.
     */
    String key() default "";

    /** Holds several {@link Publishes}; written by the compiler. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.TYPE})
    @interface List {
        Publishes[] value();
    }
}
