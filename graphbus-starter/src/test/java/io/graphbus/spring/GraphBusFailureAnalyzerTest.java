package io.graphbus.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.agent.Agent;
import io.graphbus.agent.DependsOn;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Violation;
import io.graphbus.spring.agent.AgentsAutoConfiguration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

class GraphBusFailureAnalyzerTest {

    private static final Problem UNKNOWN =
            Problem.of(
                    ProblemCode.UNKNOWN_DEPENDENCY,
                    "Greeter",
                    "Greeter depends on Prnter, which does not exist.",
                    "Did you mean Printer?");

    @Test
    void saysWhatIsWrongWhereAndWhatToDo() {
        FailureAnalysis analysis = analyze(UNKNOWN.toException());
        assertThat(analysis.getDescription())
                .contains("has a problem")
                .contains("Greeter: error [UNKNOWN_DEPENDENCY] Greeter depends on Prnter");
        assertThat(analysis.getAction()).contains("Did you mean Printer?");
    }

    @Test
    void saysEveryProblemOnce() {
        Problem arguments =
                Problem.of(ProblemCode.INVALID_ARGUMENTS, "Greeter.greet", "Wrong.", "Mend.")
                        .with(List.of(new Violation("name", "is missing")));
        FailureAnalysis analysis =
                analyze(new GraphBusException(List.of(UNKNOWN, arguments), null));
        assertThat(analysis.getDescription())
                .contains("has 2 problems")
                .contains("Prnter")
                .contains("name: is missing");
        assertThat(analysis.getAction()).contains("Did you mean Printer?").contains("Mend.");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void anApplicationWithAWrongAgentSaysSoWithoutAStackTrace(CapturedOutput output) {
        SpringApplication application = new SpringApplication(Broken.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        assertThatThrownBy(application::run).hasRootCauseInstanceOf(GraphBusException.class);
        assertThat(output)
                .contains(
                        "APPLICATION FAILED TO START", "[UNKNOWN_DEPENDENCY]", "Nobody", "Action:")
                .doesNotContain("\tat ");
    }

    /** Needs an agent that does not exist. */
    @Agent
    @DependsOn("Nobody")
    static class Needy {}

    /** An application with a wrong agent. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({AgentsAutoConfiguration.class, GraphBusAutoConfiguration.class})
    @Import(Needy.class)
    static class Broken {}

    private static FailureAnalysis analyze(GraphBusException exception) {
        FailureAnalysis analysis =
                new GraphBusFailureAnalyzer()
                        .analyze(new IllegalStateException("wrapped", exception));
        assertThat(analysis).isNotNull();
        return analysis;
    }
}
