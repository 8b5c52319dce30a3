package io.graphbus.store;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import io.graphbus.store.MigrationHistory.Entry;
import io.graphbus.store.MigrationHistory.Kept;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How an entry of the history is written: on one line, with a hash of itself and of the one before,
 * so that a line that was changed is told from one that was not.
 */
public final class HistoryLine {

    private static final String ENTRY = "entry";
    private static final String HASH = "hash";
    private static final String PREVIOUS = "previous";

    private HistoryLine() {}

    /**
     * The line that says this.
     *
     * @param previous hash of the line before; empty for the first
     */
    public static String of(Entry entry, String previous) {
        return line(Json.MAPPER.valueToTree(entry), previous);
    }

    private static String line(ObjectNode entry, String previous) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.set(ENTRY, entry);
        line.put(PREVIOUS, previous);
        return Json.canonical(line.put(HASH, Json.hash(line)));
    }

    /**
     * What a line says its hash is.
     *
     * @param place names the line in problems
     */
    public static String hash(String line, String place) {
        return tree(line, place).path(HASH).asString("");
    }

    /**
     * All entries of a history.
     *
     * @param place names a line by its number, counted from 1
     * @throws io.graphbus.problem.GraphBusException {@code MIGRATION_HISTORY_DAMAGED}
     */
    public static List<Kept> read(List<String> lines, IntFunction<String> place) {
        List<Kept> kept = new ArrayList<>();
        String previous = "";
        for (String line : lines) {
            String at = place.apply(kept.size() + 1);
            JsonNode tree = tree(line, at);
            boolean intact =
                    previous.equals(tree.path(PREVIOUS).asString(""))
                            && line(tree.path(ENTRY).asObject(), previous)
                                    .equals(Json.canonical(tree));
            kept.add(new Kept(entry(tree.path(ENTRY), at), intact));
            previous = tree.path(HASH).asString("");
        }
        return kept;
    }

    private static JsonNode tree(String line, String place) {
        try {
            JsonNode tree = Json.MAPPER.readTree(line);
            if (tree.path(ENTRY).isObject()) {
                return tree;
            }
            throw damaged(place, "it is no entry").toException();
        } catch (JacksonException e) {
            throw damaged(place, Json.reason(e)).toException(e);
        }
    }

    static Problem damaged(String place, String reason) {
        return Problem.of(
                ProblemCode.MIGRATION_HISTORY_DAMAGED,
                place,
                "the history of migrations is damaged: " + reason,
                "Put it back from a backup; it is never changed by hand.");
    }

    private static Entry entry(JsonNode tree, String place) {
        try {
            Entry entry = Json.MAPPER.treeToValue(tree, Entry.class);
            if (isWhole(entry)) {
                return entry;
            }
        } catch (JacksonException e) {
            throw damaged(place, Json.reason(e)).toException(e);
        }
        throw damaged(place, "something is missing").toException();
    }

    @SuppressWarnings({"NullAway", "ConstantValue"}) // what was read may lack anything
    private static boolean isWhole(Entry entry) {
        return entry.run() != null
                && entry.agent() != null
                && entry.migration() != null
                && entry.checksum() != null
                && entry.from() != null
                && entry.to() != null
                && entry.status() != null
                && entry.at() != null
                && entry.by() != null
                && entry.note() != null
                && entry.result() != null;
    }
}
