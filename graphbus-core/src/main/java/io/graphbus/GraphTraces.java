package io.graphbus;

import io.graphbus.agent.Event;
import io.graphbus.agent.Once;
import io.graphbus.bus.HistoryEntry;
import io.graphbus.bus.HistoryQuery;
import io.graphbus.durable.DurableTopics;
import io.graphbus.durable.audit.Audit;
import io.graphbus.durable.letter.DeadLetterQueue;
import io.graphbus.durable.letter.Rerun;
import io.graphbus.durable.pause.Pauses;
import io.graphbus.durable.progress.Lag;
import io.graphbus.invoke.Payloads;
import io.graphbus.signal.Signal;
import io.graphbus.signal.SignalListener;
import io.graphbus.signal.Signals;
import io.graphbus.store.log.EventLog;
import java.util.List;
import java.util.Optional;

/** What can be seen of what happens in a {@link GraphBus}. */
abstract sealed class GraphTraces permits GraphBus {

    final Assembly assembly;

    GraphTraces(Assembly assembly) {
        this.assembly = assembly;
    }

    /** Events that were published, newest first, as far back as the history goes. */
    public List<HistoryEntry> history(HistoryQuery query) {
        return assembly.runtime().history(query);
    }

    /** One event, while the history holds it. */
    public Optional<HistoryEntry> event(String id) {
        return assembly.runtime().event(id);
    }

    /** Tells somebody what happens, until the handle is closed. */
    public Signals.Watch watch(SignalListener<?> listener) {
        return assembly.signals().add(listener);
    }

    /** Tells listeners of something that others than the engine have found. */
    public void tell(Signal signal) {
        assembly.signals().send(signal);
    }

    /** An event's payload as JSON text. */
    public String payloadJson(Event event) {
        return Payloads.toJson(event.payload());
    }

    /** Where events of durable topics are kept, if they are. */
    public Optional<EventLog> eventLog() {
        return assembly.durable().map(durable -> durable.log());
    }

    /** How far each subscription is behind with kept events. */
    public List<Lag> lags() {
        return assembly.durable().map(DurableTopics::lags).orElse(List.of());
    }

    /** What pauses and resumes subscriptions, where events are kept. */
    public Optional<Pauses> pauses() {
        return assembly.durable().map(DurableTopics::pauses);
    }

    /** Recounts what has become of kept events, where events are kept. */
    public Optional<Audit> audit() {
        return assembly.durable().map(DurableTopics::audit);
    }

    /** What keeps outside effects from being made twice, where events are kept. */
    public Optional<Once> once() {
        return assembly.durable().map(durable -> durable.once(assembly.options().clock()));
    }

    /** The deliveries that were given up, where events are kept. */
    public Optional<DeadLetterQueue> deadLetters() {
        return assembly.durable()
                .map(durable -> assembly.deadLetters(durable.log().deadLetters(), durable::replay));
    }

    /** Delivers kept events once more, where events are kept. */
    public Optional<Rerun> rerun() {
        return assembly.durable()
                .map(durable -> new Rerun(durable.log(), assembly.deliverer(durable::replay)));
    }
}
