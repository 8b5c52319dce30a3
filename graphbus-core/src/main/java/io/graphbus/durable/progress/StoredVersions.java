package io.graphbus.durable.progress;

import io.graphbus.agent.Event;
import io.graphbus.contract.Agreement.Party;
import io.graphbus.schema.Version;
import io.graphbus.store.log.DeadLetter;
import io.graphbus.store.log.DeadLetters;
import io.graphbus.store.log.Deferred;
import io.graphbus.store.log.EventData;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.Progress;
import io.graphbus.store.log.Reader;
import io.graphbus.store.log.StoredEvent;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which versions the events have that an agent has yet to handle, or has given up. */
public final class StoredVersions {

    private static final int PAGE = 500;

    /** Events, and letters, that are looked at; the oldest first. */
    private static final int MOST = 20_000;

    private final EventLog log;
    private final Set<Party> found =
            new TreeSet<>(
                    Comparator.comparing(Party::agent)
                            .thenComparing(party -> party.version().text()));

    private StoredVersions(EventLog log) {
        this.log = log;
    }

    /** Publishing agents with the versions that their events were written in. */
    public static Set<Party> of(EventLog log, String agent) {
        StoredVersions versions = new StoredVersions(log);
        List<Reader> readers =
                log.readers().stream().filter(reader -> reader.agent().equals(agent)).toList();
        if (!readers.isEmpty()) {
            versions.unsettled(readers);
        }
        versions.letters(agent);
        return versions.found;
    }

    private void unsettled(List<Reader> readers) {
        long cursor = Long.MAX_VALUE;
        for (Reader reader : readers) {
            for (Progress progress : log.progress(reader)) {
                cursor = Math.min(cursor, progress.cursor());
            }
            List<Long> places = log.deferred(reader).stream().map(Deferred::position).toList();
            log.at(places).forEach(event -> add(event.data()));
        }
        List<StoredEvent> page = cursor == Long.MAX_VALUE ? List.of() : log.after(cursor, PAGE);
        for (int seen = 0; seen < MOST && !page.isEmpty(); seen += PAGE) {
            page.forEach(event -> add(event.data()));
            page = log.after(page.getLast().position(), PAGE);
        }
    }

    private void letters(String agent) {
        DeadLetters.Filter theirs =
                new DeadLetters.Filter(agent, null, null, null, null, null, null);
        DeadLetters.@Nullable Place after = null;
        for (int seen = 0; seen < MOST; seen += PAGE) {
            List<DeadLetter> page = log.deadLetters().list(theirs, after, PAGE);
            page.forEach(letter -> add(letter.event()));
            if (page.size() < PAGE) {
                return;
            }
            after = new DeadLetters.Place(page.getLast().deadAt(), page.getLast().id());
        }
    }

    private void add(EventData event) {
        String version = event.schemaVersion();
        if (version != null && !event.source().equals(Event.EXTERNAL) && Version.isValid(version)) {
            found.add(new Party(event.source(), Version.of(version)));
        }
    }
}
