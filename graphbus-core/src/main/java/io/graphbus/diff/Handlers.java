package io.graphbus.diff;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds which handlers of one topic are the same before and after. */
final class Handlers {

    private Handlers() {}

    /**
     * A handler before and after.
     *
     * @param index of the newer one, or of the older one when it is gone
     */
    record Match(String name, int index, @Nullable JsonNode before, @Nullable JsonNode after) {}

    /** By name; what is left is taken in order, as renamed. */
    static List<Match> match(List<JsonNode> before, List<JsonNode> after) {
        List<JsonNode> gone = new ArrayList<>(before);
        List<Match> matches = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
            JsonNode now = after.get(i);
            JsonNode old = take(gone, before, name(now));
            matches.add(new Match(name(now), i, old, now));
        }
        for (int i = 0; i < matches.size() && !gone.isEmpty(); i++) {
            Match match = matches.get(i);
            if (match.before == null) {
                matches.set(i, new Match(match.name, i, gone.removeFirst(), match.after));
            }
        }
        gone.forEach(old -> matches.add(new Match(name(old), before.indexOf(old), old, null)));
        return matches;
    }

    private static @Nullable JsonNode take(
            List<JsonNode> gone, List<JsonNode> before, String name) {
        for (JsonNode old : before) {
            if (name(old).equals(name) && gone.remove(old)) {
                return old;
            }
        }
        return null;
    }

    private static String name(JsonNode handler) {
        return handler.path("handler").asString("");
    }
}
