package io.graphbus.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemsTest {

    private final Problem problem =
            Problem.of(ProblemCode.COMPILE_ERROR, "a/B.java:3:7", "';' expected", "Mend it.");

    @Test
    void aProblemSaysWhereWhatAndWhatToDo() {
        assertThat(Problems.render(problem, Style.PLAIN))
                .isEqualTo(
                        """
                        a/B.java:3:7: error [COMPILE_ERROR] ';' expected
                          hint: Mend it.""");
    }

    @Test
    void singleFaultsStandBetweenMessageAndHint() {
        Problem several =
                problem.with(List.of(new Violation("name", "is missing"), new Violation("", "x")));
        assertThat(Problems.render(several, Style.PLAIN))
                .contains("expected\n  - name: is missing\n  - x\n  hint:");
    }

    @Test
    void gitHubGetsFileLineAndColumnAndEscapedText() {
        Problem odd = Problem.of(ProblemCode.NO_PUBLISHER, "a/B.java:3:7", "100 %\nodd", "");
        assertThat(Problems.github(odd, ""))
                .isEqualTo(
                        "::warning file=a/B.java,line=3,col=7,title=NO_PUBLISHER::100 %25%0Aodd");
        assertThat(Problems.github(odd, "x/agents"))
                .startsWith("::warning file=x/agents/a/B.java,line=3");
    }

    @Test
    void sarifNamesRuleLevelAndPlace() {
        var run = Problems.sarif(List.of(problem), "").path("runs").path(0);
        var result = run.path("results").path(0);
        assertThat(result.path("ruleId").asString()).isEqualTo("COMPILE_ERROR");
        assertThat(result.path("level").asString()).isEqualTo("error");
        var place = result.path("locations").path(0).path("physicalLocation");
        assertThat(place.path("artifactLocation").path("uri").asString()).isEqualTo("a/B.java");
        assertThat(place.path("region").path("startLine").asInt()).isEqualTo(3);
        assertThat(place.path("region").path("startColumn").asInt()).isEqualTo(7);
        assertThat(run.path("tool").path("driver").path("rules").path(0).path("id").asString())
                .isEqualTo("COMPILE_ERROR");
    }

    @Test
    void sarifLeavesOutPlacesThatAreNotInSources() {
        Problem topic = Problem.of(ProblemCode.NO_PUBLISHER, "/Order/Created", "x", "");
        assertThat(
                        Problems.sarif(List.of(topic), "")
                                .path("runs")
                                .path(0)
                                .path("results")
                                .path(0)
                                .path("locations"))
                .isEmpty();
    }
}
