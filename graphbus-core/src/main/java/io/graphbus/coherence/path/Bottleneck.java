package io.graphbus.coherence.path;

import java.util.List;

/**
 * A link that bounds the coherence of all ways that lead over it.
 *
 * @param ways from an agent that nobody sends to, to one that sends to nobody, over this link
 * @param atLeast whether there are more, since a loop is on the way
 * @param example one of them, agent by agent
 */
public record Bottleneck(
        String source,
        String target,
        String topic,
        double score,
        double share,
        double ways,
        boolean atLeast,
        List<String> example) {

    public Bottleneck {
        example = List.copyOf(example);
    }
}
