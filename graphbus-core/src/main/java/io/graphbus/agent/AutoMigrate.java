package io.graphbus.agent;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method that turns a payload of one version into that of another, on its way to a subscriber
 * whose {@link SchemaVersion} asks for it. It takes the one and returns the other, each as a
 * record, a {@code Map} or a {@code JsonNode}; it changes nothing, answers the same for the same,
 * and is called from any thread. Several form paths, and one whose {@code to} is the lower version
 * leads back.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface AutoMigrate {

    /** The version read. */
    String from();

    /** The version written. */
    String to();

    /**
     * The topic whose payloads are meant. Without, those whose payload is the method's parameter or
     * result, or else all that the agent publishes to, or when it publishes nothing, hears.
     */
    String topic() default "";
}
