package io.graphbus.coherence.path;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** How many ways lead to and from each component; loops are gone through once. */
final class WayCounts {

    private final Components components;
    private final double[] to;
    private final double[] from;
    private final boolean[] moreTo;
    private final boolean[] moreFrom;

    WayCounts(Collection<Link> links, Components components) {
        this.components = components;
        int count = components.count();
        to = new double[count];
        from = new double[count];
        moreTo = new boolean[count];
        moreFrom = new boolean[count];
        List<List<Integer>> next = lists(count);
        List<List<Integer>> before = lists(count);
        for (Link link : links) {
            int a = components.of(link.from());
            int b = components.of(link.to());
            if (a != b) {
                next.get(a).add(b);
                before.get(b).add(a);
            }
        }
        for (int i = 0; i < count; i++) {
            sum(i, before.get(i), to, moreTo);
        }
        for (int i = count - 1; i >= 0; i--) {
            sum(i, next.get(i), from, moreFrom);
        }
    }

    private static List<List<Integer>> lists(int count) {
        List<List<Integer>> lists = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            lists.add(new ArrayList<>());
        }
        return lists;
    }

    private void sum(int component, List<Integer> others, double[] ways, boolean[] more) {
        double all = others.isEmpty() ? 1 : others.stream().mapToDouble(o -> ways[o]).sum();
        ways[component] = Math.min(Double.MAX_VALUE, all);
        more[component] =
                components.isLoop(component) || others.stream().anyMatch(other -> more[other]);
    }

    /** Ways over a link, as many as a number can say. */
    double over(Link link) {
        return Math.min(
                Double.MAX_VALUE, to[components.of(link.from())] * from[components.of(link.to())]);
    }

    /** Whether there are more than that, since loops may be gone through again. */
    boolean isMore(Link link) {
        return moreTo[components.of(link.from())] || moreFrom[components.of(link.to())];
    }
}
