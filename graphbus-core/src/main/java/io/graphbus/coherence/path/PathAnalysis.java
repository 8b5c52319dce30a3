package io.graphbus.coherence.path;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the links that ways through the graph lose their coherence at: a way is as coherent as the
 * least coherent of its links. Time grows with agents and links, not with the number of ways.
 */
public final class PathAnalysis {

    /** Links below this are bottlenecks. */
    public static final double THRESHOLD = 0.9;

    private PathAnalysis() {}

    /**
     * The agents that the links below a threshold hang together at: where to begin. Those first
     * without which they fall into most parts.
     */
    public static List<Joint> joints(Collection<Link> links, double threshold, int most) {
        return Joints.of(links, threshold, most);
    }

    /**
     * The links that are less coherent than a threshold, the least coherent first; of equal ones,
     * those that most ways lead over.
     */
    public static List<Bottleneck> bottlenecks(Collection<Link> links, double threshold, int most) {
        Components components = new Components(links);
        WayCounts counts = new WayCounts(links, components);
        Examples examples = new Examples(links);
        return links.stream()
                .filter(link -> link.score() < threshold)
                .sorted(
                        Comparator.comparingDouble(Link::score)
                                .thenComparing(Comparator.comparingDouble(counts::over).reversed())
                                .thenComparing(Link::topic)
                                .thenComparing(Link::from)
                                .thenComparing(Link::to))
                .limit(most)
                .map(
                        link ->
                                new Bottleneck(
                                        link.from(),
                                        link.to(),
                                        link.topic(),
                                        link.score(),
                                        link.share(),
                                        counts.over(link),
                                        counts.isMore(link),
                                        examples.over(link)))
                .toList();
    }
}
