package io.graphbus.spring.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.spring.GraphBusAutoConfiguration;
import io.graphbus.spring.agent.AgentsAutoConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class LoggingContextTest {

    private static final List<String> SEEN = new CopyOnWriteArrayList<>();

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    AgentsAutoConfiguration.class,
                                    GraphBusAutoConfiguration.class,
                                    GraphBusLoggingAutoConfiguration.class))
                    .withBean(Outer.class)
                    .withBean(Inner.class);

    /** Hears, and calls in between. */
    @Agent
    public static class Outer {
        private final AgentContext context;

        public Outer(AgentContext context) {
            this.context = context;
        }

        @Subscribes(value = "/Log/*", id = "listener")
        public void hear() {
            look();
            context.call("Inner", "answer");
            look();
        }

        @SchemaMethod
        public void fail() {
            look();
            throw new IllegalStateException("as asked");
        }
    }

    /** Is called. */
    @Agent
    public static class Inner {
        @SchemaMethod
        public void answer() {
            look();
        }
    }

    @AfterEach
    void forget() {
        SEEN.clear();
        MDC.clear();
    }

    @Test
    void linesOfAHandlerNameAgentTopicAndSubscriber() {
        run(bus -> bus.publish("/Log/This", 1));

        assertThat(SEEN)
                .containsExactly(
                        "{agent=Outer, subscriber=listener, topic=/Log/This}",
                        "{agent=Inner, method=answer}",
                        "{agent=Outer, subscriber=listener, topic=/Log/This}");
    }

    @Test
    void whatTheCallerHadInItsContextIsThereToo() {
        MDC.put("user", "Ada");
        MDC.put("agent", "smith");
        run(bus -> catchThrowable(() -> bus.call("Outer", "fail")));

        assertThat(SEEN).containsExactly("{agent=Outer, method=fail, user=Ada}");
        assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("user", "Ada", "agent", "smith"));
    }

    @Test
    void switchedOffItIsNotThere() {
        runner.withPropertyValues("graphbus.logging.context=false")
                .run(
                        context -> {
                            context.getBean(GraphBus.class).call("Inner", "answer");
                            assertThat(context).doesNotHaveBean(LoggingContext.class);
                        });

        assertThat(SEEN).containsExactly("{}");
    }

    private void run(Consumer<GraphBus> work) {
        runner.run(
                context -> {
                    GraphBus bus = context.getBean(GraphBus.class);
                    work.accept(bus);
                    assertThat(bus.awaitIdle(Duration.ofSeconds(10))).isTrue();
                });
    }

    private static void look() {
        Map<String, String> context = MDC.getCopyOfContextMap();
        SEEN.add(new TreeMap<>(context == null ? Map.of() : context).toString());
    }
}
