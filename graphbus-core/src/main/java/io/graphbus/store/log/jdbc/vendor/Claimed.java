package io.graphbus.store.log.jdbc.vendor;

import io.graphbus.store.log.Reader;
import io.graphbus.store.log.Settlement;
import io.graphbus.store.log.Settlement.Place;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What has been claimed of some subscriptions. A claim of an agent's subscription without a name is
 * one of all its subscriptions.
 *
 * @param others parts that owners of other processes have
 * @param ours subscriptions of which owners of this process have some
 */
record Claimed(Map<Reader, Set<Integer>> others, Set<Reader> ours) {

    static Claimed of(Connection connection, Set<Reader> readers, Set<String> owners)
            throws SQLException {
        Claimed claimed = new Claimed(new HashMap<>(), new HashSet<>());
        Object[] agents = readers.stream().map(Reader::agent).distinct().toArray();
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select agent, subscription, owner, parts from graphbus_claim"
                                + " where agent = any(?) and until > clock_timestamp()")) {
            query.setArray(1, connection.createArrayOf("text", agents));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    Reader reader = new Reader(row.getString(1), row.getString(2));
                    Integer[] parts = (Integer[]) row.getArray(4).getArray();
                    claimed.add(reader, owners.contains(row.getString(3)), parts);
                }
            }
        }
        return claimed;
    }

    private void add(Reader reader, boolean isOurs, Integer[] parts) {
        if (parts.length > 0 && isOurs) {
            ours.add(reader);
        } else if (parts.length > 0) {
            others.computeIfAbsent(reader, r -> new HashSet<>()).addAll(Arrays.asList(parts));
        }
    }

    private static Reader agentOf(Reader reader) {
        return new Reader(reader.agent(), "");
    }

    /** Whether others have some of it, and we have nothing. */
    boolean isLost(Reader reader) {
        boolean areOthers = others.containsKey(reader) || others.containsKey(agentOf(reader));
        return areOthers && !ours.contains(reader) && !ours.contains(agentOf(reader));
    }

    boolean isLost(Reader reader, int part) {
        return isLost(reader)
                || others.getOrDefault(reader, Set.of()).contains(part)
                || others.getOrDefault(agentOf(reader), Set.of()).contains(part);
    }

    /** A settlement without what is lost. */
    Settlement rest(Settlement all) {
        if (others.isEmpty()) {
            return all;
        }
        return new Settlement(
                all.progress().stream().filter(p -> !isLost(p.reader(), p.part())).toList(),
                all.completed().stream().filter(place -> !isLost(place.reader())).toList(),
                all.deferred().stream()
                        .filter(one -> !isLost(all, new Place(one.reader(), one.position())))
                        .toList(),
                all.resumed().stream().filter(place -> !isLost(all, place)).toList(),
                all.dead().stream()
                        .filter(one -> !isLost(all, new Place(one.reader(), one.position())))
                        .toList(),
                all.healed());
    }

    /** Whether others have the part that a place of a settlement belongs to. */
    private boolean isLost(Settlement all, Place place) {
        Integer part = all.parts().get(place);
        return part == null ? isLost(place.reader()) : isLost(place.reader(), part);
    }
}
