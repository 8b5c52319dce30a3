package io.graphbus.spring.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.spring.AgentComponent;
import io.graphbus.spring.GraphBusAutoConfiguration;
import io.graphbus.spring.greeting.Greeter;
import io.graphbus.spring.greeting.Greeting;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AliasFor;

/** The ways in which Spring applications define beans, with agents. */
class AgentShapesTest {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    AgentsAutoConfiguration.class,
                                    GraphBusAutoConfiguration.class));

    @Test
    void anAnnotationOfTheApplicationsOwnMakesAnAgent() {
        runner.withBean(Desk.class)
                .run(
                        context -> {
                            var agent = bus(context).graph().agents().iterator().next();
                            assertThat(agent.name()).isEqualTo("FrontDesk");
                            assertThat(agent.description()).isEqualTo("at the front");
                            assertThat(agent.concurrency()).isEqualTo(3);
                            bus(context).publish("/Desk/Rang", "ring");
                            assertThat(heard(context, Desk.class)).containsExactly("ring");
                        });
    }

    @Test
    void aHandlerMayComeFromAGenericClassAbove() {
        runner.withBean(GreetingEar.class)
                .run(
                        context -> {
                            bus(context).publish(Greeter.GREETED, new Greeting("Ada", "Hi"));
                            assertThat(heard(context, GreetingEar.class))
                                    .containsExactly("Ada to GreetingEar");
                        });
    }

    @Test
    void aClassAboveSeveralAgentsMayTakeTheContextOfEach() {
        runner.withBean(GreetingEar.class)
                .withBean(TextEar.class)
                .run(
                        context -> {
                            bus(context).publish(Greeter.GREETED, new Greeting("Ada", "Hi"));
                            assertThat(heard(context, GreetingEar.class))
                                    .containsExactly("Ada to GreetingEar");
                            assertThat(heard(context, TextEar.class))
                                    .containsExactly("Hi to TextEar");
                        });
    }

    @Test
    void anAgentMayComeOutOfAFactoryBean() {
        runner.withBean("greeter", GreeterFactory.class)
                .run(context -> assertThat(agents(context)).containsExactly("Greeter"));
    }

    @Test
    void anAgentWhoseConditionFailsIsNoPartOfTheGraph() {
        runner.withUserConfiguration(Conditional.class)
                .run(context -> assertThat(agents(context)).isEmpty());
        runner.withUserConfiguration(Conditional.class)
                .withPropertyValues("greeting=on")
                .run(context -> assertThat(agents(context)).containsExactly("Greeter"));
    }

    @Test
    void agentsAreWiredWhereEverythingIsLazy() {
        runner.withInitializer(
                        context ->
                                context.addBeanFactoryPostProcessor(
                                        new org.springframework.boot
                                                .LazyInitializationBeanFactoryPostProcessor()))
                .withBean(Greeter.class)
                .run(
                        context -> {
                            assertThat(bus(context).isRunning()).isTrue();
                            assertThat(agents(context)).containsExactly("Greeter");
                        });
    }

    @Test
    void aContextMayBeAskedForLater() {
        runner.withBean(Late.class)
                .run(context -> assertThat(bus(context).call("Late", "name")).isEqualTo("Late"));
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void aTopicThatIsCalledNearlyLikeAnotherIsToldAtTheStart(CapturedOutput output) {
        runner.withBean(Greeter.class)
                .withBean(Misled.class)
                .run(context -> assertThat(agents(context)).containsExactly("Greeter", "Misled"));
        assertThat(output)
                .contains("no agent publishes to /Greeting/Mode (Did you mean /Greeting/Made?");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void aTopicOfTheWorldOutsideIsNot(CapturedOutput output) {
        runner.withBean(Greeter.class)
                .withBean(Outward.class)
                .run(context -> assertThat(agents(context)).containsExactly("Greeter", "Outward"));
        assertThat(output).doesNotContain("no agent publishes to");
    }

    @Test
    void twoBeansOfOneAgentClassAreAProblemThatNamesBoth() {
        runner.withBean("east", Greeter.class)
                .withBean("west", Greeter.class)
                .run(
                        context ->
                                assertThat(context.getStartupFailure())
                                        .rootCause()
                                        .isInstanceOfSatisfying(
                                                GraphBusException.class,
                                                e -> {
                                                    assertThat(e.problem().code())
                                                            .isEqualTo(ProblemCode.DUPLICATE_AGENT);
                                                    assertThat(e.problem().message())
                                                            .contains("'east', 'west'");
                                                }));
    }

    private static GraphBus bus(AssertableApplicationContext context) {
        return context.getBean(GraphBus.class);
    }

    private static Iterable<String> agents(AssertableApplicationContext context) {
        return bus(context).graph().agentNames();
    }

    private static List<String> heard(
            AssertableApplicationContext context, Class<? extends Ears> type) {
        assertThat(bus(context).awaitIdle(Duration.ofSeconds(5))).isTrue();
        return context.getBean(type).heard;
    }

    /** Marks the agents of one application. */
    @AgentComponent(concurrency = 3)
    @Retention(RetentionPolicy.RUNTIME)
    @interface DeskAgent {

        @AliasFor(annotation = AgentComponent.class, attribute = "name")
        String called();

        @AliasFor(annotation = AgentComponent.class)
        String description() default "at the front";
    }

    /** Hears the bell. */
    @Subscribes("/Desk/Rang")
    @Retention(RetentionPolicy.RUNTIME)
    @interface OnRing {}

    /** Remembers what it hears. */
    abstract static class Ears {
        final List<String> heard = new CopyOnWriteArrayList<>();
    }

    /** An agent by annotations of the application's own. */
    @DeskAgent(called = "FrontDesk")
    static class Desk extends Ears {
        @OnRing
        void onRing(String sound) {
            heard.add(sound);
        }
    }

    /** Hears something about greetings; a class above several agents. */
    abstract static class Ear<T> extends Ears {
        @Autowired AgentContext context;

        abstract String text(T event);

        @Subscribes(Greeter.GREETED)
        void on(T event) {
            heard.add(text(event) + " to " + context.name());
        }
    }

    /** Hears names. */
    @Agent
    static class GreetingEar extends Ear<Greeting> {
        @Override
        String text(Greeting event) {
            return event.name();
        }
    }

    /** Hears texts. */
    @Agent
    static class TextEar extends Ear<Greeting> {
        @Override
        String text(Greeting event) {
            return event.text();
        }
    }

    /** Waits for what never comes. */
    @Agent
    static class Misled {
        @Subscribes("/Greeting/Mode")
        void on(Greeting greeting) {
            // never
        }
    }

    /** Waits for what comes from outside. */
    @Agent
    static class Outward {
        @Subscribes("/Weather/Changed")
        void on(Greeting greeting) {
            // never
        }
    }

    /** Asks for its context when it needs it. */
    @Agent
    @Publishes(Greeter.GREETED)
    static class Late {
        private final ObjectProvider<AgentContext> context;

        Late(ObjectProvider<AgentContext> context) {
            this.context = context;
        }

        @SchemaMethod
        public String name() {
            return context.getObject().name();
        }
    }

    /** Makes an agent. */
    static class GreeterFactory implements FactoryBean<Greeter> {
        @Override
        public Greeter getObject() {
            return new Greeter();
        }

        @Override
        public Class<?> getObjectType() {
            return Greeter.class;
        }
    }

    /** Has an agent where it is asked for. */
    @Configuration(proxyBeanMethods = false)
    static class Conditional {
        @Bean
        @ConditionalOnProperty("greeting")
        Greeter greeter() {
            return new Greeter();
        }
    }
}
