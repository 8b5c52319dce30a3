package io.graphbus.store.log;

/**
 * A subscription as the log knows it, whether or not it runs now.
 *
 * @param subscription its id, unique within the agent
 */
public record Reader(String agent, String subscription) implements Comparable<Reader> {

    @Override
    public int compareTo(Reader other) {
        int byAgent = agent.compareTo(other.agent);
        return byAgent != 0 ? byAgent : subscription.compareTo(other.subscription);
    }

    @Override
    public String toString() {
        return agent + "." + subscription;
    }
}
