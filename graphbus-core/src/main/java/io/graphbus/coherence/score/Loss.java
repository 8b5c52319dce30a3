package io.graphbus.coherence.score;

/**
 * A part of what is missing to a score of 1, and where it is lost.
 *
 * @param source who published; the agent itself where its state is meant
 * @param target who was to get it; empty where a state is meant
 * @param topic empty where a state is meant
 * @param version the one most of it is due to; empty where versions do not matter
 * @param against the version it is measured by; empty likewise
 * @param cost what it takes off the score
 */
public record Loss(
        Metric metric,
        String source,
        String target,
        String topic,
        String version,
        String against,
        double cost) {

    /** Whether it is lost at a delivery rather than in a kept state. */
    public boolean isDelivery() {
        return !topic.isEmpty();
    }

    Loss times(double factor) {
        return new Loss(metric, source, target, topic, version, against, cost * factor);
    }
}
