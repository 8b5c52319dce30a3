package io.graphbus.server.event.stream;

import io.graphbus.GraphBus;
import io.graphbus.bus.HistoryQuery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client gets that comes back.
 *
 * @param notice says that something may be missing; {@code null} when nothing is
 * @param missed what the history still has, oldest first
 */
record Replay(byte @Nullable [] notice, List<Frame> missed) {

    static final Replay NOTHING = new Replay(null, List.of());

    private static final int LONGEST_ID = 100;
    private static final Pattern ID = Pattern.compile("(?<graph>.*-)(?<number>[0-9]{1,18})");

    Replay {
        missed = List.copyOf(missed);
    }

    /**
     * What came after an event. When the history does not hold that event, because it is too old or
     * of another graph, all that the history holds, and a notice.
     */
    static Replay since(@Nullable String id, GraphBus bus, FrameWriter writer) {
        if (id == null || id.isBlank()) {
            return NOTHING;
        }
        boolean known = bus.event(id).isPresent();
        var query =
                new HistoryQuery(
                        Math.max(bus.options().historySize(), 1), null, null, known ? id : null);
        List<Frame> missed =
                bus.history(query).reversed().stream()
                        .map(entry -> new Frame(bus, entry.event(), entry.deliveries()))
                        .toList();
        return new Replay(known ? null : gap(id, missed, writer), missed);
    }

    private static byte[] gap(String id, List<Frame> kept, FrameWriter writer) {
        var data = new LinkedHashMap<String, Object>();
        data.put("lastEventId", id.length() <= LONGEST_ID ? id : id.substring(0, LONGEST_ID) + "…");
        if (!kept.isEmpty()) {
            String next = kept.getFirst().id();
            data.put("nextEventId", next);
            between(id, next).ifPresent(count -> data.put("missing", count));
        }
        data.put(
                "reason",
                "The history does not hold this event, so some may be missing before the next.");
        return writer.notice("gap", data);
    }

    /** How many events one graph had between two, whatever their topics. */
    private static OptionalLong between(String last, String next) {
        Matcher from = ID.matcher(last);
        Matcher to = ID.matcher(next);
        if (!from.matches() || !to.matches() || !from.group("graph").equals(to.group("graph"))) {
            return OptionalLong.empty();
        }
        long count = Long.parseLong(to.group("number")) - Long.parseLong(from.group("number")) - 1;
        return count < 0 ? OptionalLong.empty() : OptionalLong.of(count);
    }
}
