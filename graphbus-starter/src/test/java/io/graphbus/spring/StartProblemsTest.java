package io.graphbus.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.agent.Agent;
import io.graphbus.agent.Contract;
import io.graphbus.agent.Default;
import io.graphbus.agent.DependsOn;
import io.graphbus.agent.Event;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.Retry;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Stateful;
import io.graphbus.agent.Subscribes;
import io.graphbus.problem.ProblemCode;
import io.graphbus.spring.agent.AgentsAutoConfiguration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Lazy;

/** Every way in which agents can be wrong ends the start with what is wrong and what to do. */
class StartProblemsTest {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    AgentsAutoConfiguration.class,
                                    GraphBusAutoConfiguration.class));

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(ProblemCode.DUPLICATE_AGENT, List.of(Twin.class, OtherTwin.class)),
                Arguments.of(ProblemCode.DUPLICATE_SUBSCRIPTION, List.of(SameIds.class)),
                Arguments.of(ProblemCode.UNKNOWN_DEPENDENCY, List.of(Needy.class)),
                Arguments.of(ProblemCode.DEPENDENCY_CYCLE, List.of(Hen.class, Egg.class)),
                Arguments.of(ProblemCode.OVERLOADED_METHOD, List.of(Overloaded.class)),
                Arguments.of(ProblemCode.INVALID_NAME, List.of(BadName.class)),
                Arguments.of(ProblemCode.INVALID_AGENT, List.of(NoConcurrency.class)),
                Arguments.of(ProblemCode.INVALID_TOPIC, List.of(BadTopic.class)),
                Arguments.of(ProblemCode.INVALID_HANDLER, List.of(BadHandler.class)),
                Arguments.of(ProblemCode.INVALID_METHOD, List.of(Silent.class)),
                Arguments.of(ProblemCode.INVALID_DEFAULT, List.of(BadDefault.class)),
                Arguments.of(ProblemCode.INVALID_KEY, List.of(BadKey.class)),
                Arguments.of(ProblemCode.INVALID_VERSION, List.of(BadVersion.class)),
                Arguments.of(ProblemCode.INVALID_FILTER, List.of(BadFilter.class)),
                Arguments.of(ProblemCode.INVALID_RETRY, List.of(BadRetry.class)),
                Arguments.of(ProblemCode.INVALID_STATE_TYPE, List.of(BadState.class)),
                Arguments.of(ProblemCode.PAYLOAD_MISMATCH, List.of(Sender.class, Receiver.class)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void theStartSaysWhatIsWrongAndWhatToDo(ProblemCode code, List<Class<?>> agents) {
        ApplicationContextRunner application = runner;
        for (Class<?> agent : agents) {
            application = application.withBean(agent);
        }
        application.run(
                context -> {
                    FailureAnalysis analysis =
                            new GraphBusFailureAnalyzer().analyze(context.getStartupFailure());
                    assertThat(analysis).isNotNull();
                    assertThat(analysis.getDescription())
                            .contains("[" + code + "]", agents.getFirst().getSimpleName());
                    assertThat(analysis.getAction()).isNotBlank();
                });
    }

    @Test
    void severalFaultsAreToldTogether() {
        runner.withBean(BadTopic.class)
                .withBean(Needy.class)
                .run(
                        context -> {
                            FailureAnalysis analysis =
                                    new GraphBusFailureAnalyzer()
                                            .analyze(context.getStartupFailure());
                            assertThat(analysis).isNotNull();
                            assertThat(analysis.getDescription())
                                    .contains("2 problems", "INVALID_TOPIC", "UNKNOWN_DEPENDENCY");
                        });
    }

    @Test
    void aBeanThatALazyAgentLacksIsToldBySpringItself() {
        runner.withUserConfiguration(Asking.class)
                .run(
                        context -> {
                            Throwable failure = context.getStartupFailure();
                            assertThat(failure).isNotNull();
                            assertThat(new GraphBusFailureAnalyzer().analyze(failure)).isNull();
                            assertThat(failure)
                                    .rootCause()
                                    .hasMessageContaining("No qualifying bean");
                        });
    }

    @Agent(name = "Twin")
    static class Twin {}

    @Agent(name = "twin")
    static class OtherTwin {}

    @Agent
    static class SameIds {
        @Subscribes(value = "/A", id = "same")
        void a() {}

        @Subscribes(value = "/B", id = "same")
        void b() {}
    }

    @Agent
    @DependsOn("Nobody")
    static class Needy {}

    @Agent
    @DependsOn("Egg")
    static class Hen {}

    @Agent
    @DependsOn("Hen")
    static class Egg {}

    @Agent
    static class Overloaded {
        @SchemaMethod
        public int twice(int number) {
            return 2 * number;
        }

        @SchemaMethod
        public String twice(String text) {
            return text + text;
        }
    }

    @Agent(name = "BadName?")
    static class BadName {}

    @Agent(concurrency = 0)
    static class NoConcurrency {}

    @Agent
    static class BadTopic {
        @Subscribes("no topic")
        void on() {}
    }

    @Agent
    static class BadHandler {
        @Subscribes("/A")
        void on(Event event, String a, String b) {}
    }

    @Agent
    static class Silent {
        @SchemaMethod
        @Publishes("/A")
        public void nothing() {}
    }

    @Agent
    static class BadDefault {
        @SchemaMethod
        public int twice(@Default("two") int number) {
            return 2 * number;
        }
    }

    @Agent
    static class BadKey {
        @SchemaMethod
        @Publishes(value = "/A", key = "no pointer")
        public String a() {
            return "a";
        }
    }

    @Agent
    @Contract(version = "one")
    static class BadVersion {}

    @Agent
    static class BadFilter {
        @Subscribes(value = "/A", filter = "payload >")
        void on(String text) {}
    }

    @Agent
    static class BadRetry {
        @Subscribes(value = "/A", retry = @Retry(delay = "soon"))
        void on() {}
    }

    @Agent
    static class BadState implements Stateful<String> {
        @Override
        public String captureState() {
            return "";
        }

        @Override
        public void restoreState(String state) {}
    }

    @Agent
    static class Sender {
        @SchemaMethod
        @Publishes("/Number")
        public int number() {
            return 1;
        }
    }

    @Agent
    static class Receiver {
        @Subscribes("/Number")
        void on(List<String> texts) {}
    }

    @Agent
    @Lazy
    record Asking(Number answer) {}
}
