package io.graphbus.coherence.path;

import io.graphbus.coherence.score.ScoredCell;

/**
 * That one agent sends to another over a topic.
 *
 * @param score 0 to 1
 * @param share of all traffic
 */
public record Link(String from, String to, String topic, double score, double share) {

    public static Link of(ScoredCell scored) {
        return new Link(
                scored.cell().source(),
                scored.cell().target(),
                scored.cell().topic(),
                scored.score(),
                scored.share());
    }
}
