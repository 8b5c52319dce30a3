package io.graphbus.durable.audit;

import io.graphbus.store.log.Reader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has become of the events that were for one subscription. Events of durable topics are never
 * dropped.
 *
 * @param topic what it subscribes; {@code null} when it is not part of the graph
 * @param events for it in the log; of all that were ever, if {@code whole}
 * @param whole whether the log still keeps all events for it
 * @param offered its events, those ahead included, and replays
 * @param replayed offers that were replays
 * @param waiting put off: for another attempt, or behind one that is
 * @param ahead events that nothing is kept of yet: under way, or not begun
 * @param findings what does not add up, one sentence each; empty when all does
 * @param note what could not be recounted; {@code null} when everything was
 */
public record Account(
        Reader reader,
        @Nullable String topic,
        long events,
        boolean whole,
        long offered,
        long completed,
        long dead,
        long expired,
        long filtered,
        long cancelled,
        long replayed,
        long waiting,
        long ahead,
        List<String> findings,
        @Nullable String note) {

    public Account {
        findings = List.copyOf(findings);
    }

    /** Offers that nothing accounts for; negative when more became of them than there were. */
    public long difference() {
        return offered - completed - dead - expired - filtered - cancelled - waiting - ahead;
    }

    public boolean addsUp() {
        return findings.isEmpty();
    }
}
