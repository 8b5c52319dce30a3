package io.graphbus.server.migration;

import io.graphbus.problem.Problem;
import io.graphbus.problem.Violation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What is wrong with the registered migrations, as the API shows it. */
@Schema(name = "MigrationValidation")
record ValidationView(int migrations, int states, List<FaultView> problems) {

    static ValidationView of(int migrations, int states, List<Problem> problems) {
        return new ValidationView(
                migrations, states, problems.stream().map(FaultView::from).toList());
    }

    /** One fault. */
    @Schema(name = "MigrationFault")
    record FaultView(
            String code, String where, String message, String hint, List<Violation> violations) {

        static FaultView from(Problem problem) {
            return new FaultView(
                    problem.code().name(),
                    problem.where(),
                    problem.message(),
                    problem.hint(),
                    problem.violations());
        }
    }
}
