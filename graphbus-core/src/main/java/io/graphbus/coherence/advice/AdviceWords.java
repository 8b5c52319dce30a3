package io.graphbus.coherence.advice;

import io.graphbus.agent.Event;
import io.graphbus.coherence.evidence.CellEvidence;
import io.graphbus.coherence.evidence.Interaction;
import io.graphbus.coherence.relation.Relation;
import io.graphbus.coherence.relation.VersionRelations;
import io.graphbus.coherence.score.Loss;
import io.graphbus.schema.Version;
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
                    name(loss.source())
                            + " publishes "
                            + version(loss.version())
                            + " to "
                            + topic()
                            + " for "
                            + name(loss.target())
                            + ", where most of the traffic is "
                            + version(loss.against());
            case CONTRACT_COMPLIANCE ->
                    name(loss.target()) + " refuses " + percent(refused) + " of " + published();
            case MIGRATION_COMPLETION ->
                    loss.isDelivery()
                            ? "no migration brings "
                                    + published()
                                    + " to what "
                                    + name(loss.target())
                                    + " reads"
                            : "the state of " + loss.source() + " is not migrated to its version";
            case PROPAGATION ->
                    "what "
                            + name(loss.target())
                            + " and those behind it publish depends on "
                            + published()
                            + ", which it refuses";
            case TEMPORAL_STABILITY ->
                    name(loss.source()) + " goes back to earlier versions on " + topic();
            case SPATIAL_AGREEMENT ->
                    version(loss.version())
                            + " from "
                            + name(loss.source())
                            + " is on "
                            + topic()
                            + " together with versions that cannot be read as it";
        };
    }

    private String published() {
        return "what "
                + name(loss.source())
                + " publishes to "
                + topic()
                + " in "
                + version(loss.version());
    }

    private static String version(String version) {
        return switch (version) {
            case Interaction.NO_VERSION -> "no version";
            case CellEvidence.OTHER -> "several versions";
            default -> version;
        };
    }

    /** Those that are counted together have no name. */
    private static String name(String agent) {
        return agent.equals(CellEvidence.OTHER) ? "some agent" : agent;
    }

    private String topic() {
        return loss.topic().equals(CellEvidence.OTHER) ? "some topic" : loss.topic();
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", share * 100);
    }

    /** What helps. */
    String fix() {
        if (loss.source().equals(CellEvidence.OTHER)) {
            return "Let more be told apart, to see who: they are counted together beyond"
                    + " graphbus.coherence.max-cells.";
        }
        return switch (loss.metric()) {
            case VERSION_CONSISTENCY, SPATIAL_AGREEMENT -> versions();
            case CONTRACT_COMPLIANCE, PROPAGATION -> contract();
            case MIGRATION_COMPLETION -> migration();
            case TEMPORAL_STABILITY ->
                    isExternal()
                            ? "Publish to " + loss.topic() + " in one version at a time."
                            : "Let one version of "
                                    + loss.source()
                                    + " publish at a time: finish the upgrade, or take it back.";
        };
    }

    private String migration() {
        if (!loss.isDelivery()) {
            return "Apply it: graphbus migrate apply --agent " + loss.source() + ".";
        }
        return isNamed() ? "Register a migration: " + create() + "." : widen();
    }

    private String versions() {
        if (loss.version().equals(Interaction.NO_VERSION)) {
            return declare();
        }
        if (loss.against().equals(Interaction.NO_VERSION)) {
            return "Let all who publish to " + loss.topic() + " say in which version.";
        }
        if (!isNamed()) {
            return widen();
        }
        Relation relation = relations.between(loss.topic(), loss.version(), loss.against());
        String upgrade = "Bring " + loss.source() + " to " + loss.against();
        return relation == Relation.NONE
                ? upgrade + ", or register a migration: " + create() + "."
                : upgrade + ".";
    }

    private boolean isExternal() {
        return loss.source().equals(Event.EXTERNAL);
    }

    private String declare() {
        return isExternal()
                ? "Publish to " + loss.topic() + " with a schemaVersion."
                : "Give " + loss.source() + " a @Contract with a version.";
    }

    private String contract() {
        if (isExternal()) {
            return "Let the publisher send what " + loss.target() + " reads.";
        }
        String upgrade =
                isNamed()
                        ? "Bring " + loss.source() + " to " + loss.against()
                        : "Let " + loss.source() + " publish what " + loss.target() + " reads";
        return upgrade + "; " + validate() + " shows what does not fit.";
    }

    /** Whether it can be said which agent is to come from which version to which other. */
    private boolean isNamed() {
        return !isExternal()
                && !loss.version().equals(loss.against())
                && Version.isValid(loss.version())
                && Version.isValid(loss.against());
    }

    private String widen() {
        if (loss.version().equals(Interaction.NO_VERSION)) {
            return declare();
        }
        String widen =
                "Widen the range of "
                        + loss.target()
                        + ", or register a migration from "
                        + version(loss.version())
                        + " to a version in it";
        return isExternal() ? widen + "." : widen + "; " + validate() + " shows what it reads.";
    }

    private String validate() {
        return "graphbus contract validate --agent " + loss.source() + " --other " + loss.target();
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
