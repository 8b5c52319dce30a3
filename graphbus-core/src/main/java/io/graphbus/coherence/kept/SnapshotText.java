package io.graphbus.coherence.kept;

import io.graphbus.coherence.evidence.CellEvidence;
import io.graphbus.coherence.evidence.Era;
import io.graphbus.coherence.evidence.MinuteSeries;
import io.graphbus.coherence.evidence.Snapshot;
import io.graphbus.coherence.evidence.VersionEvidence;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A snapshot as JSON text, for stores that keep text. */
public final class SnapshotText {

    private static final int FORMAT = 1;

    private SnapshotText() {}

    public static String of(Snapshot snapshot) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode().put("formatVersion", FORMAT);
        tree.set("snapshot", Json.MAPPER.valueToTree(snapshot));
        return Json.MAPPER.writeValueAsString(tree);
    }

    /**
     * The snapshot that a text holds.
     *
     * @param where the text is, for the problem
     * @throws GraphBusException {@code COHERENCE_DAMAGED}
     */
    public static Snapshot read(String text, String where) {
        try {
            JsonNode tree = Json.MAPPER.readTree(text);
            int format = tree.path("formatVersion").asInt(0);
            if (format != FORMAT) {
                throw damaged(where, "it is not of format " + FORMAT + " but of " + format, null);
            }
            Snapshot snapshot = Json.MAPPER.treeToValue(tree.path("snapshot"), Snapshot.class);
            if (snapshot == null || !isWhole(snapshot)) {
                throw damaged(
                        where, "something is missing, or a time is none of 1970 to 9999", null);
            }
            return snapshot;
        } catch (JacksonException e) {
            throw damaged(where, Json.reason(e), e);
        }
    }

    @SuppressWarnings({"NullAway", "ConstantValue"}) // what was read may lack anything
    private static boolean isWhole(Snapshot snapshot) {
        return snapshot.evidence() != null
                && Era.has(snapshot.evidence().at())
                && snapshot.evidence().halfLife() != null
                && snapshot.evidence().states() != null
                && snapshot.evidence().cells().stream().allMatch(SnapshotText::isWhole)
                && snapshot.minutes().stream().allMatch(SnapshotText::isWhole);
    }

    private static boolean isWhole(CellEvidence cell) {
        return allThere(cell.source(), cell.target(), cell.topic())
                && Era.has(cell.firstSeen())
                && Era.has(cell.lastSeen())
                && isCount(cell.needed())
                && isCount(cell.migrated())
                && isCount(cell.flaps())
                && cell.versions().stream().allMatch(SnapshotText::isWhole);
    }

    private static boolean isWhole(VersionEvidence version) {
        return allThere(version.version())
                && Era.has(version.firstSeen())
                && Era.has(version.lastSeen())
                && isCount(version.passed())
                && isCount(version.refused());
    }

    private static boolean isWhole(MinuteSeries series) {
        return allThere(series.topic(), series.source(), series.version())
                && Era.has(series.firstSeen())
                && Era.has(series.start())
                && series.counts().stream().allMatch(count -> count >= 0);
    }

    private static boolean allThere(@Nullable Object... parts) {
        return Stream.of(parts).allMatch(part -> part != null);
    }

    private static boolean isCount(double number) {
        return number >= 0 && Double.isFinite(number);
    }

    private static GraphBusException damaged(
            String where, String reason, @Nullable Throwable cause) {
        return Problem.of(
                        ProblemCode.COHERENCE_DAMAGED,
                        where,
                        "what is kept of coherence is damaged: " + reason,
                        "It is put aside at the next start, which counts from nothing; or put it"
                                + " back from a backup.")
                .toException(cause);
    }
}
