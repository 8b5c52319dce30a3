package io.graphbus.coherence.advice;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.agent.Event;
import io.graphbus.coherence.evidence.CellEvidence;
import io.graphbus.coherence.evidence.Interaction;
import io.graphbus.coherence.relation.VersionRelations;
import io.graphbus.coherence.score.Loss;
import io.graphbus.coherence.score.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AdviceWordsTest {

    private static final String TOPIC = "/order/created";

    private static AdviceWords words(Metric metric, String source, String version, String against) {
        return new AdviceWords(
                new Loss(metric, source, "Billing", TOPIC, version, against, 0.1),
                VersionRelations.byNumber());
    }

    private static String fix(Metric metric, String source, String version, String against) {
        return words(metric, source, version, against).fix();
    }

    @Test
    void aMigrationBetweenTwoVersionsOfAnAgentIsNamed() {
        assertThat(fix(Metric.MIGRATION_COMPLETION, "Orders", "1.0.0", "2.0.0"))
                .isEqualTo(
                        "Register a migration: graphbus migrate create Orders --from 1.0.0"
                                + " --to 2.0.0.");
    }

    @ParameterizedTest
    @CsvSource({"2.0.0,2.0.0", "2.0.0,none", "spring,2.0.0", "2.0.0,*"})
    void whereTheVersionThatIsReadIsNotKnownTheRangeMayBeWidened(String version, String against) {
        assertThat(fix(Metric.MIGRATION_COMPLETION, "Orders", version, against))
                .isEqualTo(
                        "Widen the range of Billing, or register a migration from "
                                + version
                                + " to a version in it; graphbus contract validate --agent Orders"
                                + " --other Billing shows what it reads.");
    }

    @ParameterizedTest
    @EnumSource(
            value = Metric.class,
            names = {"MIGRATION_COMPLETION", "VERSION_CONSISTENCY", "SPATIAL_AGREEMENT"})
    void whatComesFromOutsideIsNoAgentToUpgrade(Metric metric) {
        assertThat(fix(metric, Event.EXTERNAL, "1.0.0", "2.0.0"))
                .isEqualTo(
                        "Widen the range of Billing, or register a migration from 1.0.0 to a"
                                + " version in it.");
    }

    @ParameterizedTest
    @EnumSource(
            value = Metric.class,
            names = {"CONTRACT_COMPLIANCE", "PROPAGATION"})
    void nobodyIsBroughtToAVersionThatIsNone(Metric metric) {
        assertThat(fix(metric, "Orders", "1.0.0", Interaction.NO_VERSION))
                .startsWith("Let Orders publish what Billing reads; graphbus contract validate");
        assertThat(fix(metric, "Orders", "1.0.0", "2.0.0")).startsWith("Bring Orders to 2.0.0; ");
        assertThat(fix(metric, Event.EXTERNAL, "1.0.0", "2.0.0"))
                .isEqualTo("Let the publisher send what Billing reads.");
    }

    @Test
    void whoDeclaresNoVersionIsToDeclareOne() {
        assertThat(fix(Metric.MIGRATION_COMPLETION, "Orders", Interaction.NO_VERSION, "2.0.0"))
                .isEqualTo("Give Orders a @Contract with a version.");
        assertThat(fix(Metric.SPATIAL_AGREEMENT, Event.EXTERNAL, Interaction.NO_VERSION, "2.0.0"))
                .isEqualTo("Publish to /order/created with a schemaVersion.");
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void thoseThatAreCountedTogetherAreNotNamed(Metric metric) {
        String other = CellEvidence.OTHER;
        AdviceWords words =
                new AdviceWords(
                        new Loss(metric, other, other, other, other, other, 0.1),
                        VersionRelations.byNumber());

        assertThat(words.what(0.5) + words.fix()).doesNotContain("*");
        assertThat(words.fix()).contains("graphbus.coherence.max-cells");
    }
}
