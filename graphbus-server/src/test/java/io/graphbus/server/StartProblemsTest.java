package io.graphbus.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.io.IOException;
import java.net.BindException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationContextException;

class StartProblemsTest {

    @Test
    void aTakenPortIsNamedWithTheWayOut() {
        var failure = new ApplicationContextException("x", new PortInUseException(8080));

        assertThat(GraphBusServer.problems(failure))
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.code()).isEqualTo(ProblemCode.PORT_IN_USE);
                            assertThat(problem.message()).contains("8080");
                            assertThat(problem.hint()).contains("--server.port");
                        });
    }

    @Test
    void aProblemIsFoundBehindAnyNumberOfWrappings() {
        Problem problem = Problem.of(ProblemCode.ARTIFACTS_NEWER, "x", "Newer.", "Update.");
        var failure = new IllegalStateException(new RuntimeException(problem.toException()));

        assertThat(GraphBusServer.problems(failure)).containsExactly(problem);
    }

    @Test
    void anAddressThatIsNotOursAndADatabaseThatDoesNotAnswerAreProblems() {
        assertThat(GraphBusServer.problems(new RuntimeException(new BindException("no"))))
                .extracting(Problem::code)
                .containsExactly(ProblemCode.INVALID_CONFIGURATION);
        assertThat(GraphBusServer.problems(new RuntimeException(new SQLException("gone\nat x"))))
                .singleElement()
                .satisfies(
                        p -> {
                            assertThat(p.code()).isEqualTo(ProblemCode.DATABASE_UNREACHABLE);
                            assertThat(p.message()).endsWith("gone");
                        });
    }

    @Test
    void faultsOfOurOwnStayStackTraces() {
        var fault = new IllegalStateException(new IOException("x"));

        assertThat(GraphBusServer.problems(fault)).isEmpty();
        assertThat(new StartFailureAnalyzer().analyze(fault)).isNull();
    }

    @Test
    void theAnalysisSaysWhatHappenedAndWhatToDo() {
        FailureAnalysis analysis = new StartFailureAnalyzer().analyze(new PortInUseException(8080));

        assertThat(analysis).isNotNull();
        assertThat(analysis.getDescription()).contains("PORT_IN_USE").contains("8080");
        assertThat(analysis.getAction()).contains("--server.port");
    }
}
