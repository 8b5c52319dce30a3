package io.graphbus.spring.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.AgentContext;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.spring.GraphBusAutoConfiguration;
import io.graphbus.spring.greeting.Greeter;
import io.graphbus.spring.greeting.Greeting;
import io.graphbus.spring.greeting.Guestbook;
import io.graphbus.spring.greeting.Herald;
import io.graphbus.spring.greeting.Porter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.core.NestedExceptionUtils;

class AgentsAutoConfigurationTest {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    AgentsAutoConfiguration.class, GraphBusAutoConfiguration.class))
                    .withBean(Guestbook.class);

    @Test
    void agentBeansBecomeARunningGraph() {
        runner.withBean(Greeter.class)
                .withBean(Porter.class)
                .run(
                        context -> {
                            GraphBus bus = context.getBean(GraphBus.class);
                            assertThat(bus.isRunning()).isTrue();
                            assertThat(bus.graph().agentNames())
                                    .containsExactly("Greeter", "Porter");
                        });
    }

    @Test
    void aPublishedResultReachesAnAgentThatWritesIntoAnotherBean() {
        runner.withBean(Greeter.class)
                .withBean(Porter.class)
                .run(
                        context -> {
                            GraphBus bus = context.getBean(GraphBus.class);
                            assertThat(bus.call("Greeter", "greet", "Ada"))
                                    .isEqualTo(new Greeting("Ada", "Hello, Ada!"));
                            assertThat(entries(context)).containsExactly("Hello, Ada!");
                        });
    }

    @Test
    void anAgentTakesItsContextByConstructor() {
        runner.withBean(Herald.class).withBean(Porter.class).run(this::announces);
    }

    @Test
    void anAgentMadeByABeanMethodTakesItsContextThere() {
        runner.withUserConfiguration(HeraldByMethod.class)
                .withBean(Porter.class)
                .run(this::announces);
    }

    @Test
    void aLazyAgentIsPartOfTheGraph() {
        runner.withUserConfiguration(LazyGreeter.class)
                .run(
                        context ->
                                assertThat(
                                                context.getBean(GraphBus.class)
                                                        .call("Greeter", "greet", "Ada"))
                                        .isEqualTo(new Greeting("Ada", "Hello, Ada!")));
    }

    @Test
    void anApplicationWithoutAgentsGetsAnEmptyGraph() {
        runner.run(
                context ->
                        assertThat(context.getBean(GraphBus.class).graph().agentNames()).isEmpty());
    }

    @Test
    void theGraphMayBeInjectedIntoAnAgent() {
        runner.withBean(Greeter.class)
                .withBean(Relay.class)
                .run(
                        context ->
                                assertThat(
                                                context.getBean(GraphBus.class)
                                                        .call("Relay", "relay", "Ada"))
                                        .isEqualTo("Hello, Ada!"));
    }

    @Test
    void anAgentOfAnotherScopeIsAProblemThatNamesTheBean() {
        runner.withUserConfiguration(ManyGreeters.class)
                .run(context -> assertProblem(context, "The bean 'greeter' is an agent but not"));
    }

    @Test
    void anAgentBehindAScopedProxyIsAProblemThatNamesTheBean() {
        runner.withUserConfiguration(ProxiedGreeters.class)
                .run(context -> assertProblem(context, "The bean 'greeter' is an agent but not"));
    }

    @Test
    void anAgentCreatedTooLateToBeSeenIsAProblemThatNamesTheBean() {
        runner.withUserConfiguration(HiddenRelay.class)
                .run(context -> assertProblem(context, "The bean 'hidden' is an agent, but its"));
    }

    @Test
    void aContextForABeanThatIsNoAgentIsAProblem() {
        runner.withBean(Stranger.class)
                .run(context -> assertProblem(context, "injected into a bean that is no agent"));
    }

    private void announces(AssertableApplicationContext context) {
        GraphBus bus = context.getBean(GraphBus.class);
        assertThat(bus.call("Herald", "announce", "Ada")).isEqualTo("Herald");
        assertThat(entries(context)).containsExactly("Welcome, Ada!");
    }

    private static Iterable<String> entries(AssertableApplicationContext context) {
        assertThat(context.getBean(GraphBus.class).awaitIdle(Duration.ofSeconds(5))).isTrue();
        return context.getBean(Guestbook.class).entries();
    }

    private static void assertProblem(AssertableApplicationContext context, String message) {
        assertThat(context).hasFailed();
        assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
                .isInstanceOfSatisfying(
                        GraphBusException.class,
                        e -> {
                            assertThat(e.problem().code())
                                    .isEqualTo(ProblemCode.INVALID_CONFIGURATION);
                            assertThat(e.problem().message()).contains(message);
                            assertThat(e.problem().hint()).isNotEmpty();
                        });
    }

    /** Takes the context by parameter of its bean method. */
    @Configuration(proxyBeanMethods = false)
    static class HeraldByMethod {

        @Bean
        Herald herald(AgentContext context) {
            return new Herald(context);
        }
    }

    /** Creates its agent when asked for it. */
    @Configuration(proxyBeanMethods = false)
    static class LazyGreeter {

        @Bean
        @Lazy
        Greeter greeter() {
            return new Greeter();
        }
    }

    /** Makes an agent for everybody who asks. */
    @Configuration(proxyBeanMethods = false)
    static class ManyGreeters {

        @Bean
        @Scope("prototype")
        Greeter greeter() {
            return new Greeter();
        }
    }

    /** Makes an agent for everybody who calls. */
    @Configuration(proxyBeanMethods = false)
    static class ProxiedGreeters {

        @Bean
        @Scope(scopeName = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
        Greeter greeter() {
            return new Greeter();
        }
    }

    /** Does not say that its bean is an agent. */
    @Configuration(proxyBeanMethods = false)
    static class HiddenRelay {

        @Bean
        Object needsTheGraphFirst(GraphBus bus) {
            return bus.graph();
        }

        @Bean
        Runnable hidden() {
            return new HiddenAgent();
        }
    }

    /** No agent. */
    record Stranger(AgentContext context) {}
}
