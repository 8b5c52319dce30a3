package io.graphbus.store.log.process;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an owner has of a subscription's parts after it has claimed some.
 *
 * @param reserved what nobody else can have: what is given, and what it has to give up but keeps
 * @param given what it is to work on
 */
public record Share(Set<Integer> reserved, Set<Integer> given) {

    public Share {
        reserved = Set.copyOf(reserved);
        given = Set.copyOf(given);
    }

    /**
     * Shares the parts so that no two owners differ by more than one, as soon as those who have too
     * many have given them up.
     *
     * @param held what each living owner has
     */
    public static Share of(
            int parts,
            Map<String, Set<Integer>> held,
            String owner,
            boolean exclusive,
            Set<Integer> kept) {
        Set<Integer> mine = new TreeSet<>(held.getOrDefault(owner, Set.of()));
        Set<Integer> free = new TreeSet<>();
        for (int part = 0; part < parts; part++) {
            free.add(part);
        }
        held.values().forEach(free::removeAll);
        if (exclusive) {
            if (free.size() + mine.size() == parts) {
                mine.addAll(free);
                return new Share(mine, mine);
            }
            mine.retainAll(kept);
            return new Share(mine, Set.of());
        }
        return fair(quota(parts, held, owner), mine, free, kept);
    }

    /** What cannot be divided goes to those who have most. */
    private static int quota(int parts, Map<String, Set<Integer>> held, String owner) {
        Map<String, Integer> counts = new TreeMap<>();
        held.forEach((name, some) -> counts.put(name, some.size()));
        counts.putIfAbsent(owner, 0);
        List<String> order = new ArrayList<>(counts.keySet());
        order.sort(Comparator.comparing(counts::get, Comparator.reverseOrder()));
        return parts / order.size() + (order.indexOf(owner) < parts % order.size() ? 1 : 0);
    }

    private static Share fair(int quota, Set<Integer> mine, Set<Integer> free, Set<Integer> kept) {
        Set<Integer> given = new TreeSet<>();
        Set<Integer> first = new TreeSet<>(mine);
        first.retainAll(kept);
        for (Set<Integer> some : List.of(first, mine, free)) {
            for (int part : some) {
                if (given.size() < quota) {
                    given.add(part);
                }
            }
        }
        Set<Integer> reserved = new TreeSet<>(given);
        reserved.addAll(first);
        return new Share(reserved, given);
    }
}
