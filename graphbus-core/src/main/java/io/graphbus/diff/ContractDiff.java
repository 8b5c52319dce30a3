package io.graphbus.diff;

import io.graphbus.schema.Json;
import io.graphbus.schema.Version;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What has changed between two contracts of one agent, always in the same order.
 *
 * @param bump how far the version must rise
 * @param minimum the lowest version that the newer contract may have beside the older one
 */
public record ContractDiff(
        String agent,
        Version from,
        Version to,
        List<Change> changes,
        Effect verdict,
        Bump bump,
        Version minimum) {

    public ContractDiff {
        changes = List.copyOf(changes);
    }

    /**
     * Compares two contract documents, which have at least agent and version.
     *
     * @throws IllegalArgumentException when a version is none
     */
    public static ContractDiff between(JsonNode older, JsonNode newer) {
        return of(older, newer, new ContractComparer(older, newer).changes());
    }

    private static ContractDiff of(JsonNode older, JsonNode newer, List<Change> changes) {
        Version from = Version.of(older.path("version").asString(""));
        Bump bump = changes.stream().map(Change::bump).reduce(Bump.NONE, Bump::or).at(from);
        return new ContractDiff(
                newer.path("agent").asString(""),
                from,
                Version.of(newer.path("version").asString("")),
                changes,
                changes.stream().map(Change::verdict).reduce(Effect.NONE, Effect::or),
                bump,
                bump.above(from));
    }

    /**
     * Compares with a version that is not the one before, to which only {@code TRANSITIVE} modes
     * bind.
     */
    public static ContractDiff transitively(JsonNode older, JsonNode newer) {
        Predicate<Change> bound =
                change ->
                        change.position() != Position.CONTRACT
                                && Directions.of(older, newer, change.position().isReader())
                                        .transitive();
        boolean any =
                Directions.of(older, newer, true).transitive()
                        || Directions.of(older, newer, false).transitive();
        List<Change> changes =
                any
                        ? new ContractComparer(older, newer)
                                .changes().stream().filter(bound).toList()
                        : List.of();
        return of(older, newer, changes);
    }

    /** The same without changes that only people read. */
    public ContractDiff withoutWords() {
        return new ContractDiff(
                agent,
                from,
                to,
                changes.stream().filter(c -> c.verdict() != Effect.NONE).toList(),
                verdict,
                bump,
                minimum);
    }

    /** Whether the newer version is as far above the older one as the changes need. */
    public boolean isRaisedEnough() {
        return Bump.between(from, to).compareTo(bump) >= 0;
    }

    /** As reports and the API show it. */
    public JsonNode json() {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("agent", agent)
                        .put("from", from.text())
                        .put("to", to.text())
                        .put("verdict", verdict.name())
                        .put("bump", bump.name().toLowerCase(Locale.ROOT))
                        .put("minimumVersion", minimum.text());
        ArrayNode all = json.putArray("changes");
        changes.forEach(change -> all.add(change.json()));
        return json;
    }

    /** Reads a contract's document. */
    public static ContractDiff between(String older, String newer) {
        return between(Json.MAPPER.readTree(older), Json.MAPPER.readTree(newer));
    }
}
