package io.graphbus.spring.metrics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** All meters of one name: what they mean and which tags each of them carries. */
enum Family {
    PUBLISHED(
            "graphbus.messages.published",
            Kind.COUNTER,
            "Events that the bus has accepted.",
            "agent",
            "topic"),
    DELIVERED(
            "graphbus.messages.delivered",
            Kind.COUNTER,
            "Deliveries whose handler returned.",
            "agent",
            "topic",
            "subscriber"),
    FAILED(
            "graphbus.messages.failed",
            Kind.COUNTER,
            "Attempts at handling an event that failed, each of them.",
            "agent",
            "topic",
            "subscriber"),
    DEAD(
            "graphbus.messages.dead",
            Kind.COUNTER,
            "Deliveries that were given up after their last attempt.",
            "agent",
            "topic",
            "subscriber"),
    FILTERED(
            "graphbus.messages.filtered",
            Kind.COUNTER,
            "Deliveries that the subscription's filter passed over.",
            "agent",
            "topic",
            "subscriber"),
    EXPIRED(
            "graphbus.messages.expired",
            Kind.COUNTER,
            "Deliveries of events that were not handled within their time.",
            "agent",
            "topic",
            "subscriber"),
    DROPPED(
            "graphbus.messages.dropped",
            Kind.COUNTER,
            "Deliveries that a full mailbox dropped; results that went nowhere because the bus is off.",
            "agent",
            "topic",
            "subscriber"),
    CANCELLED(
            "graphbus.messages.cancelled",
            Kind.COUNTER,
            "Deliveries whose handler was gone, or whose graph stopped first."),
    DLQ_DEPTH(
            "graphbus.dlq.depth",
            Kind.GAUGE,
            "Dead letters that lie still.",
            "agent",
            "subscriber"),
    DLQ_AGE(
            "graphbus.dlq.age",
            Kind.GAUGE,
            "Time since the oldest dead letter that lies still was given up; 0 for none.",
            "agent",
            "subscriber"),
    LAG(
            "graphbus.subscription.lag",
            Kind.GAUGE,
            "Kept events that a subscription has not settled, those it has not looked at included.",
            "agent",
            "subscriber"),
    LAG_AGE(
            "graphbus.subscription.lag.age",
            Kind.GAUGE,
            "Time since the oldest kept event was published that waits or is handled; 0 for none.",
            "agent",
            "subscriber"),
    PAUSED(
            "graphbus.subscription.paused",
            Kind.GAUGE,
            "Whether a subscription to durable topics is paused: 1 or 0.",
            "agent",
            "subscriber"),
    RETRYING(
            "graphbus.messages.retrying",
            Kind.GAUGE,
            "Deliveries that have failed and wait for another attempt.",
            "agent",
            "topic",
            "subscriber"),
    IN_FLIGHT(
            "graphbus.messages.in.flight",
            Kind.GAUGE,
            "Deliveries that wait, run, or wait for another attempt."),
    MIGRATED(
            "graphbus.payloads.migrated",
            Kind.COUNTER,
            "Payloads that were brought to the version their subscriber reads.",
            "agent",
            "topic",
            "subscriber"),
    REFUSED(
            "graphbus.payloads.refused",
            Kind.COUNTER,
            "Payloads that a subscriber does not read, whether or not they were handed over.",
            "agent",
            "topic",
            "subscriber",
            "reason"),
    CALLS(
            "graphbus.method.calls",
            Kind.COUNTER,
            "Direct calls that have ended, with or without success.",
            "agent",
            "method"),
    ERRORS("graphbus.method.errors", Kind.COUNTER, "Direct calls that failed.", "agent", "method"),
    METHOD_DURATION(
            "graphbus.method.duration",
            Kind.DURATION,
            "Time that direct calls took.",
            "agent",
            "method"),
    PROCESSING_DURATION(
            "graphbus.event.processing.duration",
            Kind.DURATION,
            "Time that handlers took for one event.",
            "agent",
            "topic",
            "subscriber"),
    AGENTS_ACTIVE("graphbus.agents.active", Kind.GAUGE, "Agents that take calls and events."),
    QUEUE_DEPTH(
            "graphbus.message.queue.depth",
            Kind.GAUGE,
            "Events that wait in the agent's mailbox, those that will be tried again included.",
            "agent"),
    HEALTH(
            "graphbus.agent.health.status",
            Kind.GAUGE,
            "Health of the agent: 0 healthy, 1 degraded, 2 unhealthy, 3 failed.",
            "agent"),
    STUCK(
            "graphbus.agent.stuck",
            Kind.GAUGE,
            "1 while an execution of the agent takes longer than it may and does not end, else 0.",
            "agent"),
    RESTARTS(
            "graphbus.agent.restarts",
            Kind.COUNTER,
            "Times the agent was given a new instance while its graph ran.",
            "agent"),
    NOTICES(
            "graphbus.contract.notices",
            Kind.COUNTER,
            "Times the agent was told of another one's registered contract it could not live with.",
            "agent",
            "outcome"),
    COHERENCE(
            "graphbus.coherence.score",
            Kind.GAUGE,
            "How far the versions in the traffic agree, 0 to 1; absent without traffic."),
    ACTIVATIONS(
            "graphbus.graph.activations",
            Kind.COUNTER,
            "Graphs that have taken over from the one before."),
    UNACCOUNTED(
            "graphbus.messages.unaccounted",
            Kind.GAUGE,
            "Deliveries that were offered and have no outcome; anything but 0 in an idle graph is a defect.");

    /** What kind of meter it is. */
    enum Kind {
        COUNTER,
        GAUGE,
        DURATION
    }

    private final String meter;
    private final Kind kind;
    private final String help;
    private final List<String> tagKeys;

    Family(String meter, Kind kind, String help, String... tagKeys) {
        this.meter = meter;
        this.kind = kind;
        this.help = help;
        this.tagKeys = List.of(tagKeys);
    }

    String meter() {
        return meter;
    }

    Kind kind() {
        return kind;
    }

    /** What is counted, where that is not things. */
    @Nullable String unit() {
        return this == DLQ_AGE || this == LAG_AGE ? "seconds" : null;
    }

    String help() {
        return help;
    }

    List<String> tagKeys() {
        return tagKeys;
    }
}
