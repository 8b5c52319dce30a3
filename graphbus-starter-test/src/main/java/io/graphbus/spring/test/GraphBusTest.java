package io.graphbus.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.core.annotation.AliasFor;
import org.springframework.core.env.Environment;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Tests the agents of a Spring Boot application and nothing else of it: scanning finds agents,
 * signal listeners, interceptors of executions and of publishes, state stores and graph
 * customizers, and no other components; only the graph is auto-configured; there is no web server.
 * What agents need besides is brought by {@code @Import} or {@code @MockitoBean}. What tests get is
 * described at {@link AutoConfigureGraphBusTest}, which may be added to change it.
 *
 * <pre>{@code
 * @GraphBusTest
 * @Import(Phrases.class)
 * class GreeterTest {
 *
 *     @Test
 *     void everybodyGreetedIsInTheBook(Scenario scenario) {
 *         scenario.call("Greeter", "greet", "Ada")
 *                 .andWaitForEvent("/Greeting/Made", Greeting.class)
 *                 .matching(greeting -> greeting.name().equals("Ada"));
 *     }
 * }
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@BootstrapWith(GraphBusTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(GraphBusTypeExcludeFilter.class)
@AutoConfigureGraphBus
@AutoConfigureGraphBusTest
@ImportAutoConfiguration
public @interface GraphBusTest {

    /** Properties {@code name=value} for the {@link Environment}. */
    String[] properties() default {};

    /** The agents that scanning shall find; all when empty. */
    @AliasFor("agents")
    Class<?>[] value() default {};

    /** The agents that scanning shall find; all when empty. */
    @AliasFor("value")
    Class<?>[] agents() default {};

    /**
     * The component classes to make the context of, agents or configurations, instead of the
     * application; nothing is scanned for then.
     */
    Class<?>[] classes() default {};

    /** Whether agents and what belongs to a graph are found; off: only what filters include. */
    boolean useDefaultFilters() default true;

    /** What else scanning shall find. */
    Filter[] includeFilters() default {};

    /** What scanning shall not find. */
    Filter[] excludeFilters() default {};

    /** Auto-configurations to leave out. */
    @AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
    Class<?>[] excludeAutoConfiguration() default {};
}
