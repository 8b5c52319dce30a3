package io.graphbus.test;

import io.graphbus.runtime.RuntimeStats;
import io.graphbus.runtime.RuntimeStats.AgentStats;
import io.graphbus.runtime.RuntimeStats.MethodStats;
import io.graphbus.runtime.RuntimeStats.SubscriptionStats;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** What can be said of a whole graph; {@code assertThat(tester)} begins it. */
public final class GraphAssert extends AbstractAssert<GraphAssert, GraphBusTester> {

    GraphAssert(GraphBusTester actual) {
        super(actual, GraphAssert.class);
    }

    private GraphBusTester graph() {
        isNotNull();
        return Objects.requireNonNull(actual);
    }

    private RuntimeStats stats() {
        graph().settle();
        return graph().stats();
    }

    /** So many deliveries came to a handler that returned. */
    public GraphAssert hasDelivered(long expected) {
        return same("deliveries", expected, stats().delivered());
    }

    /** So many attempts failed, retries among them. */
    public GraphAssert hasFailed(long expected) {
        return same("failed attempts", expected, stats().failed());
    }

    /** So many deliveries wait for another attempt. */
    public GraphAssert hasRetrying(long expected) {
        return same("deliveries to be tried again", expected, stats().retrying());
    }

    /** So many deliveries were given up after their last attempt. */
    public GraphAssert hasGivenUp(long expected) {
        return same("deliveries given up", expected, stats().dead());
    }

    /** An agent has handled so many events. */
    public GraphAssert hasHandled(String agent, long expected) {
        long handled =
                agent(agent).subscriptions().stream().mapToLong(SubscriptionStats::delivered).sum();
        return same("events handled by " + agent, expected, handled);
    }

    /** A method was called so often, with or without success. */
    public GraphAssert hasCalled(String agent, String method, long expected) {
        long calls =
                agent(agent).methods().stream()
                        .filter(m -> m.method().equals(method))
                        .mapToLong(MethodStats::calls)
                        .sum();
        return same("calls of " + agent + "." + method, expected, calls);
    }

    private AgentStats agent(String name) {
        return stats().agents().stream()
                .filter(agent -> agent.agent().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                failure(
                                        "Expected an agent %s but there are %s",
                                        name, graph().bus().graph().agentNames()));
    }

    /** Every delivery of an accepted event came to its end in a handler, or was filtered. */
    public GraphAssert hasLostNothing() {
        RuntimeStats stats = stats();
        long lost = stats.dropped() + stats.cancelled() + stats.inFlight() + stats.unaccounted();
        if (lost != 0) {
            throw failure(
                    "Expected no lost deliveries but of %d there are %d dropped, %d cancelled, %d"
                            + " in flight, %d unaccounted for",
                    stats.offered(),
                    stats.dropped(),
                    stats.cancelled(),
                    stats.inFlight(),
                    stats.unaccounted());
        }
        return this;
    }

    /** The next delayed or scheduled work is due at this moment. */
    public GraphAssert isNextDueAt(Instant expected) {
        return due(expected);
    }

    /** No work is delayed or scheduled. */
    public GraphAssert hasNothingPlanned() {
        return due(null);
    }

    private GraphAssert due(@Nullable Instant expected) {
        graph().settle();
        Optional<Instant> due = graph().bus().nextDue();
        if (!due.equals(Optional.ofNullable(expected))) {
            throw failure(
                    "Expected the next work to be due %s but it is %s",
                    expected == null ? "never" : "at " + expected,
                    due.map(Instant::toString).orElse("never"));
        }
        return this;
    }

    private GraphAssert same(String what, long expected, long found) {
        if (expected != found) {
            throw failure("Expected %d %s but there are %d", expected, what, found);
        }
        return this;
    }
}
