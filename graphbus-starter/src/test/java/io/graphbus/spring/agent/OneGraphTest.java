package io.graphbus.spring.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.spring.CurrentGraph;
import io.graphbus.spring.GraphBusAutoConfiguration;
import io.graphbus.spring.greeting.Greeter;
import io.graphbus.spring.greeting.Guestbook;
import io.graphbus.spring.greeting.Porter;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Contexts that belong together have one graph. */
class OneGraphTest {

    private final ApplicationContextRunner bare = new ApplicationContextRunner();
    private final ApplicationContextRunner runner =
            bare.withConfiguration(
                    AutoConfigurations.of(
                            AgentsAutoConfiguration.class,
                            OneGraphAutoConfiguration.class,
                            GraphBusAutoConfiguration.class));

    @Test
    void agentsOfAParentContextBelongToTheGraph() {
        bare.withBean(Greeter.class)
                .withBean(Guestbook.class)
                .run(
                        parent ->
                                runner.withParent(parent)
                                        .withBean(Porter.class)
                                        .run(
                                                context ->
                                                        assertThat(agents(context))
                                                                .containsExactly(
                                                                        "Greeter", "Porter")));
    }

    @Test
    void aContextBelowUsesTheGraphAndLeavesItRunning() {
        runner.withBean(Greeter.class)
                .run(
                        parent -> {
                            GraphBus bus = parent.getBean(GraphBus.class);
                            runner.withParent(parent)
                                    .run(
                                            child -> {
                                                assertThat(child.getBean(GraphBus.class))
                                                        .isSameAs(bus);
                                                assertThat(child.getBean(CurrentGraph.class).bus())
                                                        .isSameAs(bus);
                                            });
                            assertThat(bus.isRunning()).isTrue();
                        });
    }

    @Test
    void agentsBelowTheGraphAreAProblemThatNamesThem() {
        runner.run(
                parent ->
                        runner.withParent(parent)
                                .withBean("late", Greeter.class)
                                .run(child -> assertProblem(child, "The agents 'late' are beans")));
    }

    @Test
    void aSecondGraphBelowIsAProblem() {
        runner.run(
                parent ->
                        runner.withParent(parent)
                                .withBean("mine", GraphBus.class, GraphBus::of)
                                .run(
                                        child ->
                                                assertProblem(
                                                        child, "have a GraphBus each: 'mine'")));
    }

    @Test
    void twoGraphsInOneContextAreAProblemThatNamesBoth() {
        runner.withBean("one", GraphBus.class, GraphBus::of)
                .withBean("two", GraphBus.class, GraphBus::of, bean -> bean.setPrimary(true))
                .run(
                        context ->
                                assertProblem(
                                        context, "There are several GraphBus beans: 'one', 'two'"));
    }

    private static Iterable<String> agents(AssertableApplicationContext context) {
        return context.getBean(GraphBus.class).graph().agentNames();
    }

    private static void assertProblem(AssertableApplicationContext context, String message) {
        assertThat(context.getStartupFailure())
                .isInstanceOfSatisfying(
                        GraphBusException.class,
                        e -> {
                            assertThat(e.problem().code())
                                    .isEqualTo(ProblemCode.INVALID_CONFIGURATION);
                            assertThat(e.problem().message()).contains(message);
                            assertThat(e.problem().hint()).contains("one graph");
                        });
    }
}
