package io.graphbus.coherence.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.graphbus.coherence.RandomTraffic;
import io.graphbus.coherence.advice.Advice;
import io.graphbus.coherence.evidence.Evidence;
import io.graphbus.coherence.evidence.Interaction;
import io.graphbus.coherence.evidence.Outcome;
import io.graphbus.coherence.evidence.Replay;
import io.graphbus.coherence.evidence.StateCompletion;
import io.graphbus.coherence.evidence.StateCompletion.Progress;
import io.graphbus.coherence.relation.VersionRelations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssessmentTest {

    private static final Instant NOW = RandomTraffic.START;
    private static final Duration HALF_LIFE = Duration.ofMinutes(10);
    private static final VersionRelations RELATIONS = VersionRelations.byNumber();
    private static final String ORDERS = "/order/created";

    private static Evidence evidence(List<Interaction> interactions) {
        Instant end =
                interactions.stream().map(Interaction::at).max(Instant::compareTo).orElse(NOW);
        return Replay.of(interactions, end, HALF_LIFE);
    }

    private static Assessment assess(Evidence evidence) {
        return Assessment.of(evidence, RELATIONS, null);
    }

    @SafeVarargs
    private static Evidence seen(List<Interaction>... parts) {
        return evidence(Stream.of(parts).flatMap(List::stream).toList());
    }

    private static List<Interaction> times(
            int times, String source, String target, @Nullable String version, Outcome outcome) {
        Interaction one = new Interaction(NOW, source, target, ORDERS, version, outcome);
        return Stream.generate(() -> one).limit(times).toList();
    }

    private static double sum(Assessment assessment) {
        return assessment.losses().stream().mapToDouble(Loss::cost).sum();
    }

    @Test
    void withoutDeliveriesThereIsNoScore() {
        Assessment assessment = assess(seen());

        assertThat(assessment.level()).isEqualTo(Level.NO_DATA);
        assertThat(assessment.score()).isEmpty();
        assertThat(assessment.metrics()).isEmpty();
        assertThat(assessment.isAtLeast(0)).isFalse();
    }

    @Test
    void oneVersionThatIsReadIsCoherent() {
        Assessment assessment = assess(seen(times(3, "Shop", "Billing", "1.0.0", Outcome.PASSED)));

        assertThat(assessment.score()).hasValue(1);
        assertThat(assessment.level()).isEqualTo(Level.HIGH);
        assertThat(assessment.losses()).isEmpty();
        assertThat(assessment.metrics()).doesNotContainKey(Metric.MIGRATION_COMPLETION);
    }

    @Test
    void aPublisherOfAnOlderVersionThatIsRefusedIsNamedWithWhatItCosts() {
        Evidence evidence =
                seen(
                        times(10, "Shop", "Billing", "1.0.0", Outcome.PASSED),
                        times(2, "Legacy", "Billing", "0.9.0", Outcome.VIOLATED));
        Assessment assessment = assess(evidence);

        assertThat(assessment.metrics().get(Metric.VERSION_CONSISTENCY))
                .isEqualTo(10 / 12.0, within(1e-12));
        assertThat(assessment.metrics().get(Metric.CONTRACT_COMPLIANCE))
                .isEqualTo(10 / 12.0, within(1e-12));
        assertThat(assessment.losses())
                .extracting(Loss::source, Loss::target, Loss::version)
                .containsOnly(org.assertj.core.groups.Tuple.tuple("Legacy", "Billing", "0.9.0"));
        assertThat(assessment.losses())
                .extracting(Loss::metric)
                .contains(Metric.VERSION_CONSISTENCY, Metric.CONTRACT_COMPLIANCE);
        assertThat(1 - assessment.score().orElseThrow()).isEqualTo(sum(assessment), within(1e-9));
        assertThat(Advice.of(evidence, RELATIONS, assessment, 1).getFirst().predicted())
                .isEqualTo(1);
    }

    @Test
    void anEdgeThatBreaksKeepsTheLevelLowHoweverGoodTheRest() {
        Assessment assessment =
                assess(
                        seen(
                                times(96, "Shop", "Billing", "1.0.0", Outcome.PASSED),
                                times(3, "Legacy", "Billing", "1.0.0", Outcome.VIOLATED)));

        assertThat(assessment.score().orElseThrow()).isGreaterThan(0.95);
        assertThat(assessment.plain()).isEqualTo(Level.HIGH);
        assertThat(assessment.level()).isEqualTo(Level.LOW);
        assertThat(assessment.caps()).singleElement().asString().contains("Legacy");
    }

    @Test
    void aTopicThatIsMostlyRefusedIsCritical() {
        Assessment assessment =
                assess(
                        seen(
                                times(40, "Shop", "Billing", "1.0.0", Outcome.PASSED),
                                times(60, "Shop", "Audit", "1.0.0", Outcome.VIOLATED)));

        assertThat(assessment.score().orElseThrow()).isGreaterThan(0.5);
        assertThat(assessment.level()).isEqualTo(Level.CRITICAL);
    }

    @Test
    void migrationsCountHalfForDeliveriesAndHalfForStates() {
        Evidence deliveries =
                seen(
                        times(3, "Shop", "Billing", "1.0.0", Outcome.MIGRATED),
                        times(1, "Shop", "Billing", "1.0.0", Outcome.NO_PATH));
        StateCompletion states = new StateCompletion(Map.of("Billing", new Progress(4, 1)));

        assertThat(assess(deliveries).metrics().get(Metric.MIGRATION_COMPLETION))
                .isEqualTo(1 - 0.5 / 4, within(1e-12));
        Assessment both = assess(deliveries.with(states));
        assertThat(both.metrics().get(Metric.MIGRATION_COMPLETION))
                .isEqualTo(1 - 0.5 / 4 - 0.5 * 3 / 4, within(1e-12));
        assertThat(both.losses()).anySatisfy(l -> assertThat(l.source()).isEqualTo("Billing"));
    }

    @Test
    void whatIsMigratedIsNoStranger() {
        Assessment assessment =
                assess(
                        seen(
                                times(6, "Shop", "Billing", "2.0.0", Outcome.PASSED),
                                times(4, "Legacy", "Billing", "1.0.0", Outcome.MIGRATED)));

        assertThat(assessment.metrics().get(Metric.VERSION_CONSISTENCY))
                .isEqualTo(0.6 + 0.4 * 0.7, within(1e-12));
        assertThat(assessment.metrics().get(Metric.SPATIAL_AGREEMENT)).isEqualTo(1);
    }

    @Test
    void whoIsDownstreamOfABreakCountsAsReached() {
        Interaction refused =
                new Interaction(NOW, "Shop", "Billing", "/a/b", "1.0.0", Outcome.VIOLATED);
        Interaction next = new Interaction(NOW, "Billing", "Mail", "/b/c", "1.0.0", Outcome.PASSED);
        Interaction further =
                new Interaction(NOW, "Mail", "Print", "/c/d", "1.0.0", Outcome.PASSED);
        Interaction elsewhere =
                new Interaction(NOW, "Shop", "Stock", "/e/f", "1.0.0", Outcome.PASSED);
        Assessment assessment = assess(evidence(List.of(refused, next, further, elsewhere)));

        assertThat(assessment.metrics().get(Metric.PROPAGATION)).isEqualTo(0.5, within(1e-12));
        assertThat(assessment.losses())
                .filteredOn(l -> l.metric() == Metric.PROPAGATION)
                .singleElement()
                .satisfies(l -> assertThat(l.target()).isEqualTo("Billing"));
    }

    @Test
    void goingForwardIsFreeAndGoingBackIsNot() {
        assertThat(temporal("1.0.0", "1.1.0", "1.2.0")).isEqualTo(1);
        assertThat(temporal("1.0.0", "1.1.0", "1.0.0")).isEqualTo(2 / 3.0, within(1e-9));
        assertThat(temporal("1.0.0", "1.1.0", "1.0.0", "1.1.0", "1.0.0")).isEqualTo(0);
    }

    private static double temporal(String... versions) {
        List<Interaction> all = new ArrayList<>();
        Arrays.stream(versions)
                .forEach(v -> all.addAll(times(1, "Shop", "Billing", v, Outcome.PASSED)));
        return assess(evidence(all)).metrics().getOrDefault(Metric.TEMPORAL_STABILITY, -1.0);
    }

    @Test
    void aLevelIsLeftReluctantly() {
        assertThat(Level.of(0.89, Level.HIGH)).isEqualTo(Level.HIGH);
        assertThat(Level.of(0.87, Level.HIGH)).isEqualTo(Level.MEDIUM);
        assertThat(Level.of(0.91, Level.MEDIUM)).isEqualTo(Level.MEDIUM);
        assertThat(Level.of(0.93, Level.MEDIUM)).isEqualTo(Level.HIGH);
        assertThat(Level.of(0.2, Level.HIGH)).isEqualTo(Level.CRITICAL);
        assertThat(Level.of(0.89, Level.NO_DATA)).isEqualTo(Level.MEDIUM);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void lossesExplainTheScoreExactly(long seed) {
        for (int round = 0; round < 20; round++) {
            Assessment assessment =
                    assess(evidence(RandomTraffic.of(seed * 100 + round, 200, 900)));

            assertThat(assessment.score().orElseThrow() + sum(assessment))
                    .isEqualTo(1, within(1e-9));
            assertThat(assessment.metrics().values())
                    .allSatisfy(m -> assertThat(m).isBetween(0.0, 1.0));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void namesDoNotMatter(long seed) {
        for (int round = 0; round < 20; round++) {
            List<Interaction> traffic = RandomTraffic.of(seed * 100 + round, 200, 900);
            List<Interaction> renamed =
                    RandomTraffic.renamed(
                            traffic, name -> "Z" + (9 - (name.charAt(name.length() - 1) - '0')));

            assertThat(assess(evidence(renamed)).score().orElseThrow())
                    .isEqualTo(assess(evidence(traffic)).score().orElseThrow(), within(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void mendingTheGreatestLossNeverLowersTheScore(long seed) {
        for (int round = 0; round < 20; round++) {
            Evidence evidence = evidence(RandomTraffic.of(seed * 100 + round, 200, 900));
            Assessment assessment = assess(evidence);

            assertThat(Advice.of(evidence, RELATIONS, assessment, 3))
                    .allSatisfy(
                            advice ->
                                    assertThat(advice.predicted())
                                            .isGreaterThanOrEqualTo(
                                                    assessment.score().orElseThrow() - 1e-9));
        }
    }
}
