package io.graphbus.server.application.registration;

import io.graphbus.contract.AgentContract;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an application has sent, found in order. Two registrations are the same when their hashes
 * are, whichever instance sent them.
 *
 * @param agents the graph's agents, sorted
 * @param topics every topic that is named, sorted
 * @param document graph and contracts as canonical JSON
 * @param hash SHA-256 of the document, in lower-case hex
 * @param instance who sent it; {@code null} when it does not say
 */
public record Registration(
        List<String> agents,
        List<String> topics,
        List<AgentContract> contracts,
        String document,
        String hash,
        @Nullable Instance instance) {

    public Registration {
        agents = List.copyOf(agents);
        topics = List.copyOf(topics);
        contracts = List.copyOf(contracts);
    }

    /**
     * One running copy of the application.
     *
     * @param refresh how often it registers again; {@code null} when it does not say
     */
    public record Instance(String id, @Nullable Duration refresh) {}
}
