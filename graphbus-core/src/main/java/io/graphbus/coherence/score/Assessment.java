package io.graphbus.coherence.score;

import io.graphbus.coherence.evidence.CellEvidence;
import io.graphbus.coherence.evidence.Evidence;
import io.graphbus.coherence.relation.VersionRelations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How coherent the traffic is, and what is missing to 1: the score and the costs of all losses add
 * up to 1.
 *
 * @param plain the level that the score alone has
 * @param level that or a worse one, where a cap holds
 * @param score 0 to 1; empty without data
 * @param confidence 0 to 1: the weight of the metrics with evidence, less for little traffic
 * @param traffic deliveries that still count
 * @param metrics those with evidence, 0 to 1
 * @param losses the greatest first
 * @param caps why the level is worse than the score, in words
 */
public record Assessment(
        Instant at,
        Level plain,
        Level level,
        OptionalDouble score,
        double confidence,
        double traffic,
        Map<Metric, Double> metrics,
        List<Loss> losses,
        List<String> caps) {

    /** So many deliveries make half of the confidence. */
    private static final double FEW = 10;

    private static final Map<Metric, Measure> MEASURES =
            new EnumMap<>(
                    Map.of(
                            Metric.VERSION_CONSISTENCY, new VersionConsistency(),
                            Metric.CONTRACT_COMPLIANCE, new ContractCompliance(),
                            Metric.MIGRATION_COMPLETION, new MigrationCompletion(),
                            Metric.PROPAGATION, new Propagation(),
                            Metric.TEMPORAL_STABILITY, new TemporalStability(),
                            Metric.SPATIAL_AGREEMENT, new SpatialAgreement()));

    private static final Comparator<Loss> GREATEST =
            Comparator.comparingDouble(Loss::cost)
                    .reversed()
                    .thenComparing(Loss::metric)
                    .thenComparing(Loss::topic)
                    .thenComparing(Loss::source)
                    .thenComparing(Loss::target)
                    .thenComparing(Loss::version);

    public Assessment {
        metrics = Collections.unmodifiableMap(new EnumMap<>(copy(metrics)));
        losses = List.copyOf(losses);
        caps = List.copyOf(caps);
    }

    private static EnumMap<Metric, Double> copy(Map<Metric, Double> metrics) {
        EnumMap<Metric, Double> copy = new EnumMap<>(Metric.class);
        copy.putAll(metrics);
        return copy;
    }

    /**
     * Judges what was seen.
     *
     * @param before the plain level of the assessment before, which is left reluctantly
     */
    public static Assessment of(
            Evidence evidence, VersionRelations relations, @Nullable Level before) {
        if (evidence.isEmpty()) {
            return new Assessment(
                    evidence.at(),
                    Level.NO_DATA,
                    Level.NO_DATA,
                    OptionalDouble.empty(),
                    0,
                    0,
                    Map.of(),
                    List.of(),
                    List.of());
        }
        Traffic traffic = new Traffic(evidence, relations);
        Map<Metric, List<Loss>> found = new EnumMap<>(Metric.class);
        MEASURES.forEach(
                (metric, measure) ->
                        measure.losses(traffic).ifPresent(losses -> found.put(metric, losses)));
        return of(traffic, found, before);
    }

    private static Assessment of(
            Traffic traffic, Map<Metric, List<Loss>> found, @Nullable Level before) {
        double weights = found.keySet().stream().mapToDouble(Metric::weight).sum();
        Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
        List<Loss> losses = new ArrayList<>();
        found.forEach(
                (metric, all) -> {
                    metrics.put(metric, within(1 - sum(all)));
                    all.forEach(loss -> losses.add(loss.times(metric.weight() / weights)));
                });
        losses.sort(GREATEST);
        double score = within(1 - sum(losses));
        Level plain = Level.of(score, before);
        Caps caps = Caps.of(traffic);
        return new Assessment(
                traffic.evidence().at(),
                plain,
                plain.atBest(caps.level()),
                OptionalDouble.of(score),
                weights * traffic.total() / (traffic.total() + FEW),
                traffic.total(),
                metrics,
                losses,
                plain.atBest(caps.level()) == plain ? List.of() : caps.reasons());
    }

    private static double sum(List<Loss> losses) {
        return losses.stream().mapToDouble(Loss::cost).sum();
    }

    /** Sums of many shares may be off by a rounding. */
    private static double within(double value) {
        return Math.clamp(value, 0.0, 1.0);
    }

    /** Whether the traffic is at least as coherent as that; false without data. */
    public boolean isAtLeast(double least) {
        return score.isPresent() && score.getAsDouble() >= least;
    }

    /** What keeps an average from hiding a fire. */
    private record Caps(Level level, List<String> reasons) {

        private static final double LIVE = 0.01;
        private static final double ENOUGH = 100;

        static Caps of(Traffic traffic) {
            List<String> critical = new ArrayList<>();
            List<String> low = new ArrayList<>();
            for (TopicTraffic topic : traffic.topics()) {
                if (topic.total() >= ENOUGH && topic.refused() > topic.total() / 2) {
                    critical.add("more than half of " + topic.name() + " is refused");
                }
            }
            for (CellEvidence cell : traffic.cells()) {
                if (cell.broken() / traffic.total() > LIVE) {
                    low.add(
                            cell.target()
                                    + " refuses what "
                                    + cell.source()
                                    + " publishes to "
                                    + cell.topic());
                }
            }
            if (!critical.isEmpty()) {
                return new Caps(Level.CRITICAL, critical);
            }
            return new Caps(low.isEmpty() ? Level.HIGH : Level.LOW, low);
        }
    }
}
