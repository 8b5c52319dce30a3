package io.graphbus.coherence.advice;

import io.graphbus.agent.Event;
import io.graphbus.coherence.evidence.Interaction;
import io.graphbus.coherence.relation.Relation;
import io.graphbus.coherence.relation.VersionRelations;
import io.graphbus.coherence.score.Loss;
import java.util.Locale;

/** Says in words what a loss is and what helps. */
record AdviceWords(Loss loss, VersionRelations relations) {

    /**
     * What is wrong.
     *
     * @param refused share of the cell's deliveries that are refused
     */
    String what(double refused) {
        return switch (loss.metric()) {
            case VERSION_CONSISTENCY ->
                    loss.source()
                            + " publishes "
                            + version(loss.version())
                            + " to "
                            + loss.topic()
                            + " for "
                            + loss.target()
                            + ", where most of the traffic is "
                            + version(loss.against());
            case CONTRACT_COMPLIANCE ->
                    loss.target() + " refuses " + percent(refused) + " of " + published();
            case MIGRATION_COMPLETION ->
                    loss.isDelivery()
                            ? "no migration brings "
                                    + published()
                                    + " to what "
                                    + loss.target()
                                    + " reads"
                            : "the state of " + loss.source() + " is not migrated to its version";
            case PROPAGATION ->
                    "what "
                            + loss.target()
                            + " and those behind it publish depends on "
                            + published()
                            + ", which it refuses";
            case TEMPORAL_STABILITY ->
                    loss.source() + " goes back to earlier versions on " + loss.topic();
            case SPATIAL_AGREEMENT ->
                    version(loss.version())
                            + " from "
                            + loss.source()
                            + " is on "
                            + loss.topic()
                            + " together with versions that cannot be read as it";
        };
    }

    private String published() {
        return "what "
                + loss.source()
                + " publishes to "
                + loss.topic()
                + " in "
                + version(loss.version());
    }

    private static String version(String version) {
        return version.equals(Interaction.NO_VERSION) ? "no version" : version;
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", share * 100);
    }

    /** What helps. */
    String fix() {
        return switch (loss.metric()) {
            case VERSION_CONSISTENCY, SPATIAL_AGREEMENT -> versions();
            case CONTRACT_COMPLIANCE, PROPAGATION -> contract();
            case MIGRATION_COMPLETION ->
                    loss.isDelivery()
                            ? "Register a migration: " + create() + "."
                            : "Apply it: graphbus migrate apply --agent " + loss.source() + ".";
            case TEMPORAL_STABILITY ->
                    "Let one version of "
                            + loss.source()
                            + " publish at a time: finish the upgrade, or take it back.";
        };
    }

    private String versions() {
        if (loss.version().equals(Interaction.NO_VERSION)) {
            return declare(loss.source());
        }
        if (loss.against().equals(Interaction.NO_VERSION)) {
            return "Let all who publish to " + loss.topic() + " say in which version.";
        }
        Relation relation = relations.between(loss.topic(), loss.version(), loss.against());
        String upgrade = "Bring " + loss.source() + " to " + loss.against();
        return relation == Relation.NONE
                ? upgrade + ", or register a migration: " + create() + "."
                : upgrade + ".";
    }

    private String declare(String source) {
        return source.equals(Event.EXTERNAL)
                ? "Publish to " + loss.topic() + " with a schemaVersion."
                : "Give " + source + " a @Contract with a version.";
    }

    private String contract() {
        String upgrade =
                loss.version().equals(loss.against())
                        ? "Let " + loss.source() + " publish what " + loss.target() + " reads"
                        : "Bring " + loss.source() + " to " + version(loss.against());
        return loss.source().equals(Event.EXTERNAL)
                ? "Let the publisher send what " + loss.target() + " reads."
                : upgrade
                        + "; graphbus contract validate --agent "
                        + loss.source()
                        + " --other "
                        + loss.target()
                        + " shows what does not fit.";
    }

    private String create() {
        return "graphbus migrate create "
                + loss.source()
                + " --from "
                + loss.version()
                + " --to "
                + loss.against();
    }
}
