package io.graphbus.spring;

import io.graphbus.agent.Agent;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;

/** An agent that component scanning finds: {@link Agent} and {@link Component} in one. */
@Agent
@Component
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface AgentComponent {

    /** The bean's name; derived from the class when empty. */
    @AliasFor(annotation = Component.class)
    String value() default "";

    /** The agent's name; the simple class name when empty. */
    @AliasFor(annotation = Agent.class)
    String name() default "";

    @AliasFor(annotation = Agent.class)
    String description() default "";

    @AliasFor(annotation = Agent.class)
    int concurrency() default 1;

    @AliasFor(annotation = Agent.class)
    boolean blocking() default false;
}
