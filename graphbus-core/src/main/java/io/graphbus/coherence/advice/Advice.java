package io.graphbus.coherence.advice;

import io.graphbus.coherence.evidence.CellEvidence;
import io.graphbus.coherence.evidence.Evidence;
import io.graphbus.coherence.evidence.StateCompletion;
import io.graphbus.coherence.evidence.StateCompletion.Progress;
import io.graphbus.coherence.relation.VersionRelations;
import io.graphbus.coherence.score.Assessment;
import io.graphbus.coherence.score.Loss;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What one loss is, what to do about it, and what that would bring.
 *
 * @param share of all traffic that the cell carries, 0 to 1
 * @param predicted the score with all of the cell mended, computed anew
 */
public record Advice(Loss loss, double share, String what, String fix, double predicted) {

    /** Advice for the greatest losses. */
    public static List<Advice> of(
            Evidence evidence, VersionRelations relations, Assessment assessment, int most) {
        return assessment.losses().stream()
                .limit(most)
                .map(loss -> new Forecast(evidence, relations, assessment).advice(loss))
                .toList();
    }

    /** Looks at the evidence as it would be. */
    private record Forecast(Evidence evidence, VersionRelations relations, Assessment assessment) {

        Advice advice(Loss loss) {
            AdviceWords words = new AdviceWords(loss, relations);
            if (!loss.isDelivery()) {
                return new Advice(
                        loss, 0, words.what(0), words.fix(), score(evidence.with(applied(loss))));
            }
            CellEvidence cell =
                    evidence.cells().stream().filter(c -> isOf(loss, c)).findFirst().orElseThrow();
            double refused = cell.refused() / cell.delivered();
            double moved = score(mend(loss, c -> c.mended(loss.against())));
            double kept = score(mend(loss, Forecast::behaved));
            return new Advice(
                    loss,
                    cell.delivered() / assessment.traffic(),
                    words.what(refused),
                    words.fix(),
                    Math.max(moved, kept));
        }

        private static boolean isOf(Loss loss, CellEvidence cell) {
            return cell.source().equals(loss.source())
                    && cell.target().equals(loss.target())
                    && cell.topic().equals(loss.topic());
        }

        private Evidence mend(Loss loss, UnaryOperator<CellEvidence> how) {
            return evidence.map(cell -> isOf(loss, cell) ? how.apply(cell) : cell);
        }

        /** Its versions stay, everything else is well. */
        private static CellEvidence behaved(CellEvidence cell) {
            return new CellEvidence(
                    cell.source(),
                    cell.target(),
                    cell.topic(),
                    cell.versions().stream().map(v -> v.allPassed()).toList(),
                    cell.needed(),
                    cell.needed(),
                    0,
                    cell.firstSeen(),
                    cell.lastSeen());
        }

        private StateCompletion applied(Loss loss) {
            Map<String, Progress> agents = new TreeMap<>(evidence.states().agents());
            agents.computeIfPresent(
                    loss.source(), (agent, p) -> new Progress(p.required(), p.required()));
            return new StateCompletion(agents);
        }

        private double score(Evidence mended) {
            return Assessment.of(mended, relations, null).score().orElse(0);
        }
    }
}
