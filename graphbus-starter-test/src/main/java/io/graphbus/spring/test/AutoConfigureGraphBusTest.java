package io.graphbus.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.PropertyMapping;

/**
 * Puts the graph of the application under test into the hands of the test; goes with
 * {@code @SpringBootTest}. Test methods may have parameters, and test classes autowired fields, of
 * the types {@code GraphBusTester}, {@code Scenario}, {@code PublishedEvents} and {@code
 * SteppedClock}; parameters may also be {@code RecordedSignals} and {@code GraphBus}.
 *
 * <p>The graph goes by a {@code SteppedClock}, which is the application's primary {@code Clock},
 * and keeps state in memory unless the application has a {@code StateStore} bean.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(GraphBusTestExtension.class)
@ImportAutoConfiguration
@PropertyMapping("graphbus.test")
public @interface AutoConfigureGraphBusTest {

    /** Whether time stands still until the test moves it. */
    boolean steppedClock() default true;

    /**
     * Whether each test method finds the graph just started: nothing queued, delayed, scheduled or
     * counted is left of another test, stateful agents have the state they began with, and the
     * clock shows its first moment. Other beans stay as they are. Switch it off where something
     * outside the graph, such as a thread of the application, must never meet a stopped graph.
     */
    @PropertyMapping(skip = PropertyMapping.Skip.YES)
    boolean restart() default true;

    /**
     * Whether a test fails when a handler or a scheduled task failed and the test did not take the
     * failure.
     */
    @PropertyMapping(skip = PropertyMapping.Skip.YES)
    boolean failOnFailures() default true;
}
