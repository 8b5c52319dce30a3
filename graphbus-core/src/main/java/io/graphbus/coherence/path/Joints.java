package io.graphbus.coherence.path;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the cut vertices of the links below a threshold, whichever way they lead (Hopcroft and
 * Tarjan, 1973), without recursion. Time grows with agents and links.
 */
final class Joints {

    private final Map<String, Place> places = new TreeMap<>();
    private int time;

    private Joints(Collection<Link> links, double threshold) {
        for (Link link : links) {
            if (link.score() < threshold && !link.from().equals(link.to())) {
                Place from = places.computeIfAbsent(link.from(), Place::new);
                Place to = places.computeIfAbsent(link.to(), Place::new);
                from.near.add(link.to());
                to.near.add(link.from());
                from.links++;
                to.links++;
            }
        }
    }

    /** An agent on the search's way. */
    private static final class Place {
        private final String agent;
        private final TreeSet<String> near = new TreeSet<>();
        private int links;
        private int found;
        private int low;

        /** Parts that hang on this agent alone. */
        private int hanging;

        private @Nullable Place above;
        private Iterator<String> rest = near.iterator();

        Place(String agent) {
            this.agent = agent;
        }
    }

    /** Those that most hangs on first. */
    static List<Joint> of(Collection<Link> links, double threshold, int most) {
        Joints joints = new Joints(links, threshold);
        joints.places.values().stream()
                .filter(place -> place.found == 0)
                .toList()
                .forEach(joints::search);
        return joints.found().stream()
                .sorted(
                        Comparator.comparingInt(Joint::parts)
                                .thenComparingInt(Joint::links)
                                .reversed()
                                .thenComparing(Joint::agent))
                .limit(most)
                .toList();
    }

    private List<Joint> found() {
        List<Joint> found = new ArrayList<>();
        for (Place place : places.values()) {
            int parts = place.hanging + (place.above == null ? 0 : 1);
            if (parts > 1) {
                found.add(new Joint(place.agent, parts, place.links));
            }
        }
        return found;
    }

    private void search(Place first) {
        if (first.found > 0) {
            return;
        }
        Deque<Place> way = new ArrayDeque<>();
        enter(first, null, way);
        while (!way.isEmpty()) {
            Place here = way.getFirst();
            if (here.rest.hasNext()) {
                step(here, here.rest.next(), way);
            } else {
                leave(way.removeFirst());
            }
        }
    }

    private void enter(Place place, @Nullable Place above, Deque<Place> way) {
        place.found = ++time;
        place.low = place.found;
        place.above = above;
        place.rest = place.near.iterator();
        way.addFirst(place);
    }

    private void step(Place here, String agent, Deque<Place> way) {
        Place next = places.get(agent);
        if (next != null && next.found == 0) {
            enter(next, here, way);
        } else if (next != null && !next.equals(here.above)) {
            here.low = Math.min(here.low, next.found);
        }
    }

    private static void leave(Place place) {
        Place above = place.above;
        if (above != null) {
            above.low = Math.min(above.low, place.low);
            if (place.low >= above.found) {
                above.hanging++;
            }
        }
    }
}
