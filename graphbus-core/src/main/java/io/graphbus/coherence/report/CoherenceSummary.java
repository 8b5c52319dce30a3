package io.graphbus.coherence.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.graphbus.coherence.advice.Advice;
import io.graphbus.coherence.evidence.Evidence;
import io.graphbus.coherence.relation.VersionRelations;
import io.graphbus.coherence.score.Assessment;
import io.graphbus.coherence.score.Level;
import io.graphbus.coherence.score.Loss;
import io.graphbus.coherence.score.Metric;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The score and what it is due to, as documents show it. The score, the costs of the losses and
 * what is left of the cost add up to 1.
 *
 * @param score absent without data
 * @param halfLife after which a delivery counts half, as an ISO 8601 duration
 * @param losses the greatest first, ten at most
 * @param rest what all other losses cost together
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CoherenceSummary(
        Instant at,
        Level level,
        @Nullable Double score,
        double confidence,
        double traffic,
        String halfLife,
        List<CoherenceMetric> metrics,
        List<String> caps,
        List<CoherenceLoss> losses,
        double rest) {

    private static final int MOST = 10;

    public CoherenceSummary {
        metrics = List.copyOf(metrics);
        caps = List.copyOf(caps);
        losses = List.copyOf(losses);
    }

    public static CoherenceSummary of(
            Evidence evidence, VersionRelations relations, Assessment assessment) {
        List<Advice> advice = Advice.of(evidence, relations, assessment, MOST);
        return new CoherenceSummary(
                assessment.at(),
                assessment.level(),
                assessment.score().isPresent() ? assessment.score().getAsDouble() : null,
                assessment.confidence(),
                assessment.traffic(),
                evidence.halfLife().toString(),
                Arrays.stream(Metric.values()).map(m -> CoherenceMetric.of(m, assessment)).toList(),
                assessment.caps(),
                advice.stream().map(CoherenceLoss::of).toList(),
                assessment.losses().stream().skip(MOST).mapToDouble(Loss::cost).sum());
    }

    /**
     * One metric.
     *
     * @param value absent without evidence
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CoherenceMetric(String name, double weight, @Nullable Double value) {

        static CoherenceMetric of(Metric metric, Assessment assessment) {
            return new CoherenceMetric(
                    metric.key(), metric.weight(), assessment.metrics().get(metric));
        }
    }

    /**
     * One part of what is missing to 1. Where a kept state is meant there is no target and no
     * topic.
     *
     * @param cost what it takes off the score
     * @param share of all traffic that the deliveries meant are
     * @param predicted the score with all of it mended
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CoherenceLoss(
            String metric,
            String source,
            @Nullable String target,
            @Nullable String topic,
            @Nullable String version,
            double cost,
            double share,
            String what,
            String fix,
            double predicted) {

        static CoherenceLoss of(Advice advice) {
            Loss loss = advice.loss();
            return new CoherenceLoss(
                    loss.metric().key(),
                    loss.source(),
                    given(loss.target()),
                    given(loss.topic()),
                    given(loss.version()),
                    loss.cost(),
                    advice.share(),
                    advice.what(),
                    advice.fix(),
                    advice.predicted());
        }

        private static @Nullable String given(String text) {
            return text.isEmpty() ? null : text;
        }
    }
}
