package io.graphbus.coherence.path;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The most coherent ways between two agents: the first by a search for the way whose worst link is
 * best, the others by leaving it at each of its agents (Yen).
 */
public final class Routes {

    /** So many ways are looked for at most. */
    public static final int MOST = 10;

    private static final Comparator<Route> BEST =
            Comparator.comparingDouble(Route::score)
                    .reversed()
                    .thenComparingInt(Route::hops)
                    .thenComparing(route -> String.join("\n", route.agents()));

    private final Map<String, Map<String, Double>> next = new HashMap<>();

    /** Of several topics between two agents the most coherent counts. */
    public Routes(Collection<Link> links) {
        for (Link link : links) {
            if (!link.from().equals(link.to())) {
                next.computeIfAbsent(link.from(), agent -> new TreeMap<>())
                        .merge(link.to(), link.score(), Math::max);
            }
        }
    }

    /** What may not be used while a way is looked for. */
    private record Barred(Set<String> agents, Set<String> first) {
        static final Barred NOTHING = new Barred(Set.of(), Set.of());
    }

    /** The best ways, the best first; none where no way leads. */
    public List<Route> best(String from, String to, int most) {
        List<Route> found = new ArrayList<>();
        TreeSet<Route> candidates = new TreeSet<>(BEST);
        search(List.of(), from, to, Barred.NOTHING).ifPresent(candidates::add);
        while (!candidates.isEmpty() && found.size() < Math.min(most, MOST)) {
            Route route = candidates.removeFirst();
            found.add(route);
            for (int i = 0; i < route.hops(); i++) {
                List<String> root = route.agents().subList(0, i);
                String spur = route.agents().get(i);
                search(root, spur, to, barred(found, root, spur)).ifPresent(candidates::add);
            }
            candidates.removeAll(Set.copyOf(found));
        }
        return found;
    }

    /** The root's agents, and the ways on that were found already. */
    private static Barred barred(List<Route> found, List<String> root, String spur) {
        int at = root.size();
        Set<String> first = new HashSet<>();
        for (Route route : found) {
            if (route.agents().size() > at + 1
                    && route.agents().subList(0, at).equals(root)
                    && route.agents().get(at).equals(spur)) {
                first.add(route.agents().get(at + 1));
            }
        }
        return new Barred(Set.copyOf(root), first);
    }

    /** Dijkstra, by the worst link and then by the number of links. */
    private Optional<Route> search(List<String> root, String spur, String to, Barred barred) {
        PriorityQueue<Route> queue = new PriorityQueue<>(BEST);
        List<String> start = new ArrayList<>(root);
        start.add(spur);
        queue.add(new Route(start, score(start)));
        Map<String, Route> settled = new LinkedHashMap<>();
        while (!queue.isEmpty()) {
            Route route = queue.remove();
            String agent = route.agents().getLast();
            if (agent.equals(to)) {
                return Optional.of(route);
            }
            if (settled.putIfAbsent(agent, route) == null) {
                next.getOrDefault(agent, Map.of())
                        .forEach(
                                (reached, score) -> {
                                    boolean closed =
                                            barred.agents.contains(reached)
                                                    || settled.containsKey(reached)
                                                    || agent.equals(spur)
                                                            && barred.first.contains(reached);
                                    if (!closed) {
                                        queue.add(longer(route, reached, score));
                                    }
                                });
            }
        }
        return Optional.empty();
    }

    private double score(List<String> agents) {
        double score = 1;
        for (int i = 1; i < agents.size(); i++) {
            score =
                    Math.min(
                            score,
                            next.getOrDefault(agents.get(i - 1), Map.of())
                                    .getOrDefault(agents.get(i), 1.0));
        }
        return score;
    }

    private static Route longer(Route route, String agent, double score) {
        List<String> agents = new ArrayList<>(route.agents());
        agents.add(agent);
        return new Route(agents, Math.min(route.score(), score));
    }
}
