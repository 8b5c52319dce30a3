package io.graphbus.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;

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

    private static FailureAnalysis analyze(GraphBusException exception) {
        FailureAnalysis analysis =
                new GraphBusFailureAnalyzer()
                        .analyze(new IllegalStateException("wrapped", exception));
        assertThat(analysis).isNotNull();
        return analysis;
    }
}
