package io.graphbus.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void theDocumentationKnowsEveryCodeAndNoOther() throws IOException {
        Path page = Path.of(System.getProperty("graphbus.root"), "docs", "problems.md");
        List<String> documented =
                Files.readAllLines(page).stream()
                        .filter(line -> line.startsWith("| `"))
                        .map(line -> line.substring(3, line.indexOf('`', 3)))
                        .toList();
        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(ProblemCode.values()).map(Enum::name).toList());
    }

    @Test
    void aProblemReadsAsPlaceWeightCodeAndMessage() {
        Problem problem =
                Problem.of(ProblemCode.NO_PUBLISHER, "A.java:3:5", "nobody publishes /x", "hint");
        assertThat(problem).hasToString("A.java:3:5: warning [NO_PUBLISHER] nobody publishes /x");
        assertThat(Problem.of(ProblemCode.USAGE, "", "no", ""))
                .hasToString("error [USAGE] no")
                .returns(ProblemCode.Kind.USAGE, p -> p.code().kind());
    }

    @Test
    void anExceptionCarriesItsProblemsAndTheirHints() {
        Problem problem = Problem.of(ProblemCode.UNKNOWN_AGENT, "X", "no agent X", "Known: A.");
        GraphBusException exception = problem.toException(new IllegalStateException("why"));
        assertThat(exception)
                .hasMessage("X: error [UNKNOWN_AGENT] no agent X (Known: A.)")
                .hasRootCauseMessage("why")
                .returns(problem, GraphBusException::problem);
        assertThat(problem.with(List.of(new Violation("name", "missing"))).toException().problem())
                .extracting(Problem::violations)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .containsExactly(new Violation("name", "missing"));
    }

    @Test
    void anExceptionWithoutProblemsIsRefused() {
        assertThatThrownBy(() -> new GraphBusException(List.of(), null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theNearestNameIsSuggestedWhenItIsClose() {
        List<String> known = List.of("HelloService", "LoggerService");
        assertThat(Nearest.to("helloservise", known)).contains("HelloService");
        assertThat(Nearest.to("Billing", known)).isEmpty();
        assertThat(Nearest.hint("HeloService", "agents", known))
                .isEqualTo("Did you mean HelloService? Known agents: HelloService, LoggerService.");
        assertThat(Nearest.hint("X", "agents", List.of())).isEqualTo("There are no agents.");
    }

    @Test
    void aLongListOfNamesIsCut() {
        List<String> many =
                java.util.stream.IntStream.range(0, 25)
                        .mapToObj(i -> "Agent" + (char) ('A' + i))
                        .toList();
        assertThat(Nearest.hint("Zzzzzzzzzzzzz", "agents", many)).endsWith("AgentT, and 5 more.");
    }
}
