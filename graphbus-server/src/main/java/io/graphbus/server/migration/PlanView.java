package io.graphbus.server.migration;

import io.graphbus.migration.MigrationPath.Step;
import io.graphbus.migration.state.StateStep;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The way that states would take, as the API shows it. */
@Schema(name = "MigrationPlan")
record PlanView(List<StepView> steps) {

    static PlanView of(List<StateStep> steps) {
        return new PlanView(steps.stream().map(s -> StepView.from(s.agent(), s.step())).toList());
    }

    /** One step. */
    @Schema(name = "MigrationStep")
    record StepView(
            String agent,
            String from,
            String to,
            String migration,
            @Schema(allowableValues = {"forward", "backward"}) String direction,
            List<String> lost) {

        static StepView from(String agent, Step step) {
            return new StepView(
                    agent,
                    step.from().text(),
                    step.to().text(),
                    String.valueOf(step.migration()),
                    step.forward() ? "forward" : "backward",
                    step.lost());
        }
    }
}
