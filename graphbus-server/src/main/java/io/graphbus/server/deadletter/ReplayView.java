package io.graphbus.server.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.graphbus.durable.letter.Outcome;
import io.graphbus.durable.letter.Replayed;
import io.graphbus.problem.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a wish to replay, or what would. */
@Schema(name = "DeadLetterReplay")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReplayView(
        boolean dryRun,
        long letters,
        @Nullable Integer already,
        @Nullable List<Left> left,
        @Nullable List<OutcomeView> outcomes) {

    static ReplayView done(Replayed replayed) {
        return new ReplayView(
                false,
                replayed.letters(),
                replayed.already(),
                replayed.left().stream().map(Left::from).toList(),
                null);
    }

    /**
     * A dry run.
     *
     * @param letters that are meant, of which these are the first
     */
    static ReplayView rehearsed(long letters, List<Outcome> outcomes) {
        return new ReplayView(
                true, letters, null, null, outcomes.stream().map(OutcomeView::from).toList());
    }

    /** Letters that nobody would take. */
    @Schema(name = "DeadLettersLeft")
    record Left(String agent, String subscription, int letters, Why problem) {

        static Left from(Replayed.Left left) {
            return new Left(
                    left.reader().agent(),
                    left.reader().subscription(),
                    left.letters(),
                    Why.from(left.problem()));
        }
    }

    /** What a letter's replay would come to. */
    @Schema(name = "DeadLetterOutcome")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OutcomeView(
            String id,
            String event,
            String agent,
            String subscription,
            Outcome.Verdict verdict,
            @Nullable String schemaVersion,
            List<String> path,
            @Nullable Why problem) {

        static OutcomeView from(Outcome outcome) {
            Problem problem = outcome.problem();
            return new OutcomeView(
                    outcome.letter().id(),
                    outcome.letter().event().id(),
                    outcome.letter().reader().agent(),
                    outcome.letter().reader().subscription(),
                    outcome.verdict(),
                    outcome.version(),
                    outcome.path(),
                    problem == null ? null : Why.from(problem));
        }
    }

    /** A problem in short. */
    @Schema(name = "DeadLetterProblem")
    record Why(String code, String where, String message, String hint) {

        static Why from(Problem problem) {
            return new Why(
                    problem.code().name(), problem.where(), problem.message(), problem.hint());
        }
    }
}
