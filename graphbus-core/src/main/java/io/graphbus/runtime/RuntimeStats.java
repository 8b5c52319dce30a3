package io.graphbus.runtime;

import io.graphbus.bus.Outlet;
import io.graphbus.bus.Topics.Traffic;
import io.graphbus.invoke.LatencySnapshot;
import io.graphbus.invoke.Tally;
import io.graphbus.invoke.Tally.Outcome;
import io.graphbus.mailbox.Mailbox;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a running graph has done since its last start; numbers never fall while it runs. {@code
 * offered = delivered + dead + filtered + dropped + cancelled + expired + inFlight} holds whenever
 * the graph is idle.
 *
 * @param published accepted events
 * @param offered accepted events times matching subscriptions
 * @param delivered handlers that returned
 * @param failed attempts that failed, each of them
 * @param dead deliveries that were given up after their last attempt
 * @param dropped events pushed out of, or refused by, a full mailbox after acceptance, or
 *     {@code @Publishes} results while the bus is off
 * @param cancelled deliveries whose handler was gone
 * @param expired deliveries of events that were not handled within their time
 * @param inFlight queued and running deliveries, and those that wait for another attempt or behind
 *     one that does
 * @param retrying deliveries that wait for another attempt
 * @param calls finished direct calls, with or without success
 * @param errors direct calls that failed
 */
public record RuntimeStats(
        long published,
        long offered,
        long delivered,
        long failed,
        long dead,
        long filtered,
        long dropped,
        long cancelled,
        long expired,
        long inFlight,
        long retrying,
        long calls,
        long errors,
        List<AgentStats> agents,
        List<TopicStats> topics) {

    static final RuntimeStats NONE =
            new RuntimeStats(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, List.of(), List.of());

    public RuntimeStats {
        agents = List.copyOf(agents);
        topics = List.copyOf(topics);
    }

    /** Offered deliveries that no outcome accounts for; must be 0 in an idle graph. */
    public long unaccounted() {
        return offered - delivered - dead - filtered - dropped - cancelled - expired - inFlight;
    }

    /** What the lanes and topics of an engine have counted. */
    static RuntimeStats of(Engine engine) {
        long quiet = engine.quiet();
        Sums sums = new Sums();
        engine.agents().forEach(sums::add);
        List<Traffic> traffic = engine.bus().topics().traffic();
        long nowhere = engine.droppedResults().sum();
        long dropped = sums.dropped + nowhere;
        Outlet outlet = engine.bus().outlet();
        long offered = engine.bus().topics().offered() + outlet.offered() + nowhere;
        long open = Math.max(0, offered - dropped - sums.settled());
        return new RuntimeStats(
                traffic.stream().mapToLong(Traffic::published).sum(),
                offered,
                sums.of(Outcome.SUCCEEDED),
                sums.of(Outcome.FAILED),
                sums.of(Outcome.DEAD),
                sums.of(Outcome.FILTERED),
                dropped,
                sums.of(Outcome.CANCELLED),
                sums.of(Outcome.EXPIRED),
                quiet >= 0 && quiet == engine.quiet() ? sums.held + outlet.open() : open,
                sums.retrying + outlet.deferred(),
                sums.calls,
                sums.errors,
                agents(engine),
                topics(traffic));
    }

    /** All agents together. */
    private static final class Sums {

        private final long[] outcomes = new long[Outcome.values().length];
        private long dropped;
        private long held;
        private long retrying;
        private long calls;
        private long errors;

        void add(LiveAgent agent) {
            held += agent.held();
            for (LiveSubscription subscription : agent.everySubscription()) {
                for (Outcome outcome : Outcome.values()) {
                    outcomes[outcome.ordinal()] += subscription.count(outcome);
                }
                dropped += subscription.dropped();
                retrying += subscription.retrying();
            }
            for (LiveMethod method : agent.methods().values()) {
                calls += method.stats().calls();
                errors += method.stats().errors();
            }
        }

        long of(Outcome outcome) {
            return outcomes[outcome.ordinal()];
        }

        /** Deliveries that are done with; of failed attempts only the last one counts. */
        long settled() {
            return Arrays.stream(outcomes).sum() - of(Outcome.FAILED);
        }
    }

    private static List<AgentStats> agents(Engine engine) {
        Map<String, Stuck> stuck = stuck(engine);
        return engine.agents().stream()
                .map(agent -> of(agent, stuck.get(agent.name())))
                .sorted(Comparator.comparing(AgentStats::agent))
                .toList();
    }

    private static AgentStats of(LiveAgent agent, @Nullable Stuck stuck) {
        return new AgentStats(
                agent.name(),
                agent.isActive(),
                Presence.of(agent).queueDepth(),
                agent.methods().values().stream()
                        .map(LiveMethod::stats)
                        .sorted(Comparator.comparing(MethodStats::method))
                        .toList(),
                agent.subscriptions().stream().map(LiveSubscription::stats).toList(),
                stuck);
    }

    /** Of each agent that is stuck, what it has been executing for too long, for the longest. */
    static Map<String, Stuck> stuck(Engine engine) {
        Map<String, Stuck> stuck = new HashMap<>();
        engine.executions()
                .forEachStuck(
                        (x, millis) -> {
                            Instant since = engine.options().clock().instant().minusMillis(millis);
                            stuck.merge(
                                    x.agent(),
                                    new Stuck(x.operation(), since),
                                    (a, b) -> a.since().isAfter(b.since()) ? b : a);
                        });
        return stuck;
    }

    private static List<TopicStats> topics(List<Traffic> traffic) {
        return traffic.stream()
                .map(t -> new TopicStats(t.topic(), t.source(), t.published(), t.subscribers()))
                .toList();
    }

    /**
     * One agent.
     *
     * @param active whether it takes calls and events
     * @param queueDepth events waiting in its mailbox
     * @param stuck what it has been executing for longer than it may
     */
    public record AgentStats(
            String agent,
            boolean active,
            int queueDepth,
            List<MethodStats> methods,
            List<SubscriptionStats> subscriptions,
            @Nullable Stuck stuck) {

        public AgentStats {
            methods = List.copyOf(methods);
            subscriptions = List.copyOf(subscriptions);
        }

        /** Deliveries that were given up. */
        public long dead() {
            return subscriptions.stream().mapToLong(SubscriptionStats::dead).sum();
        }

        /** Deliveries that wait for another attempt. */
        public long retrying() {
            return subscriptions.stream().mapToLong(SubscriptionStats::retrying).sum();
        }
    }

    /** Whether an agent takes calls and events, and how many events wait in its mailbox. */
    public record Presence(boolean active, int queueDepth) {

        static Presence of(LiveAgent agent) {
            return new Presence(
                    agent.isActive(),
                    Arrays.stream(agent.mailboxes()).mapToInt(Mailbox::waitingMail).sum());
        }
    }

    /** An execution that takes longer than it may, was interrupted and still runs. */
    public record Stuck(String operation, Instant since) {}

    /** How often an agent has been executed, by calls and events. */
    public record Executions(long succeeded, long failed) {

        static Executions of(LiveAgent agent) {
            long succeeded = 0;
            long failed = 0;
            for (LiveMethod method : agent.methods().values()) {
                succeeded += Tally.sum(Outcome.SUCCEEDED, method.tallies());
                failed += Tally.sum(Outcome.FAILED, method.tallies());
            }
            for (LiveSubscription subscription : agent.everySubscription()) {
                succeeded += subscription.count(Outcome.SUCCEEDED);
                failed += subscription.count(Outcome.FAILED);
            }
            return new Executions(succeeded, failed);
        }

        public long total() {
            return succeeded + failed;
        }
    }

    /** How long an agent's executions took, calls and events, as of one moment. */
    public record Durations(LatencySnapshot all) {

        static Durations of(LiveAgent agent) {
            Stream<Tally[]> called = agent.methods().values().stream().map(LiveMethod::tallies);
            Stream<Tally[]> handled =
                    agent.everySubscription().stream().map(LiveSubscription::tallies);
            return new Durations(
                    Tally.latency(
                            Stream.concat(called, handled)
                                    .flatMap(Arrays::stream)
                                    .toArray(Tally[]::new)));
        }

        /** Those since an earlier moment. */
        public Durations since(Durations earlier) {
            long[] counts = all.counts().clone();
            for (int i = 0; i < counts.length; i++) {
                counts[i] = Math.max(0, counts[i] - earlier.all.counts()[i]);
            }
            return new Durations(
                    new LatencySnapshot(
                            all.upperNanos(), counts, all.sumNanos() - earlier.all.sumNanos()));
        }

        public long count() {
            return all.count();
        }

        /** What the share {@code q} of 0 to 1 took at most, rounded up; zero without executions. */
        public Duration quantile(double q) {
            return Duration.ofNanos(all.quantileNanos(q));
        }
    }

    /** One callable method's direct calls. */
    public record MethodStats(String method, long calls, long errors, LatencySnapshot latency) {}

    /**
     * One subscription's deliveries, all topics it matches together.
     *
     * @param failed attempts that failed
     * @param dead deliveries that were given up
     * @param retrying deliveries that wait for another attempt
     */
    public record SubscriptionStats(
            String id,
            String topic,
            long delivered,
            long failed,
            long dead,
            long retrying,
            long filtered,
            long expired,
            long dropped,
            LatencySnapshot latency) {}

    /** One topic that has seen an event from one source, with how many. */
    public record TopicStats(String topic, String source, long published, int subscribers) {}
}
