package io.graphbus.durable;

import io.graphbus.durable.progress.Fate;
import io.graphbus.durable.putoff.PutOff;
import io.graphbus.store.log.DeadLetter;
import io.graphbus.store.log.Deferred;
import io.graphbus.store.log.Progress;
import io.graphbus.store.log.Settlement;
import io.graphbus.store.log.Settlement.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What is to be kept of deliveries beside progress, in the order it happened. Usable from any
 * thread.
 */
final class Notes {

    private final ConcurrentLinkedQueue<Note> notes = new ConcurrentLinkedQueue<>();

    /** One thing to keep. */
    private sealed interface Note {

        record Put(Deferred deferred) implements Note {}

        record Dead(DeadLetter letter) implements Note {}

        record Settled(Feed feed, PutOff off, Fate fate) implements Note {}
    }

    void deferred(Deferred one) {
        notes.add(new Note.Put(one));
    }

    void dead(DeadLetter letter) {
        notes.add(new Note.Dead(letter));
    }

    /** A delivery that had been put off, or a replay, is settled. */
    void settled(Feed feed, PutOff off, Fate fate) {
        notes.add(new Note.Settled(feed, off, fate));
    }

    boolean isEmpty() {
        return notes.isEmpty();
    }

    /** Takes out what there is, in a form in which the order does not matter any more. */
    Gathered gather() {
        Gathered all = new Gathered();
        Note note;
        while ((note = notes.poll()) != null) {
            switch (note) {
                case Note.Put put -> all.put(put.deferred());
                case Note.Dead dead -> all.dead.put(dead.letter().id(), dead.letter());
                case Note.Settled settled -> all.settle(settled);
            }
        }
        return all;
    }

    /** Notes joined to what is left of them. */
    static final class Gathered {

        private final Map<Place, Deferred> deferred = new LinkedHashMap<>();
        private final Set<Place> resumed = new LinkedHashSet<>();
        private final Map<String, DeadLetter> dead = new LinkedHashMap<>();
        private final List<String> healed = new ArrayList<>();

        private void put(Deferred one) {
            Place place = new Place(one.reader(), one.position());
            resumed.remove(place);
            deferred.put(place, one);
        }

        private void settle(Note.Settled note) {
            note.feed().settled(note.off(), note.fate());
            DeadLetter letter = note.off().letter;
            if (letter == null) {
                Place place = new Place(note.feed().reader, note.off().position);
                deferred.remove(place);
                resumed.add(place);
            } else if (note.fate() != Fate.DEAD) {
                dead.remove(letter.id());
                healed.add(letter.id());
            }
        }

        Settlement with(List<Progress> progress) {
            return new Settlement(
                    progress,
                    List.of(),
                    List.copyOf(deferred.values()),
                    List.copyOf(resumed),
                    List.copyOf(dead.values()),
                    healed);
        }

        boolean isEmpty() {
            return deferred.isEmpty() && resumed.isEmpty() && dead.isEmpty() && healed.isEmpty();
        }
    }
}
