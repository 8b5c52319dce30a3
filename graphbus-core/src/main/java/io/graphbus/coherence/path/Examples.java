package io.graphbus.coherence.path;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Shortest ways from where nobody sends to, and to where nothing is sent on. */
final class Examples {

    private final Map<String, String> before;
    private final Map<String, String> after;

    Examples(Collection<Link> links) {
        before = tree(links, false);
        after = tree(links, true);
    }

    /** For each agent the next one on its way, found from all ends at once. */
    private static Map<String, String> tree(Collection<Link> links, boolean reverse) {
        Map<String, Set<String>> next = new HashMap<>();
        Set<String> starts = new TreeSet<>();
        Set<String> ends = new HashSet<>();
        for (Link link : links) {
            String from = reverse ? link.to() : link.from();
            String to = reverse ? link.from() : link.to();
            next.computeIfAbsent(from, agent -> new TreeSet<>()).add(to);
            starts.add(from);
            ends.add(to);
        }
        starts.removeAll(ends);
        Map<String, String> tree = new HashMap<>();
        Set<String> seen = new HashSet<>(starts);
        ArrayDeque<String> queue = new ArrayDeque<>(starts);
        while (!queue.isEmpty()) {
            String agent = queue.remove();
            for (String reached : next.getOrDefault(agent, Set.of())) {
                if (seen.add(reached)) {
                    tree.put(reached, agent);
                    queue.add(reached);
                }
            }
        }
        return tree;
    }

    /** A way over a link, agent by agent. */
    List<String> over(Link link) {
        Set<String> way = new LinkedHashSet<>(walk(link.from(), before));
        List<String> reversed = new ArrayList<>(way).reversed();
        Set<String> all = new LinkedHashSet<>(reversed);
        all.addAll(walk(link.to(), after));
        return List.copyOf(all);
    }

    private static List<String> walk(String start, Map<String, String> tree) {
        List<String> way = new ArrayList<>();
        @Nullable String agent = start;
        while (agent != null && !way.contains(agent)) {
            way.add(agent);
            agent = tree.get(agent);
        }
        return way;
    }
}
