package io.graphbus.durable;

import io.graphbus.durable.progress.Fate;
import io.graphbus.durable.putoff.PutOff;
import io.graphbus.store.log.DeadLetter;
import io.graphbus.store.log.Deferred;
import io.graphbus.store.log.Progress;
import io.graphbus.store.log.Settlement;
import io.graphbus.store.log.Settlement.Place;
import java.util.ArrayList;
import java.util.HashMap;
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

        record Put(Deferred deferred, int part) implements Note {}

        record Dead(DeadLetter letter, int part) implements Note {}

        record Settled(Feed feed, PutOff off, Fate fate) implements Note {}

        /** What comes after it is for the next time. */
        record Fence() implements Note {}
    }

    /**
     * A delivery is put off.
     *
     * @param part that it belongs to
     */
    void deferred(Deferred one, int part) {
        notes.add(new Note.Put(one, part));
    }

    /**
     * There is a letter, or another one than before.
     *
     * @param part that its delivery belongs to
     */
    void dead(DeadLetter letter, int part) {
        notes.add(new Note.Dead(letter, part));
    }

    /** A delivery that had been put off, or a replay, is settled. */
    void settled(Feed feed, PutOff off, Fate fate) {
        notes.add(new Note.Settled(feed, off, fate));
    }

    boolean isEmpty() {
        return notes.isEmpty();
    }

    /**
     * Takes out what there is at the moment, in a form in which the order does not matter any more.
     */
    Gathered gather() {
        Gathered all = new Gathered();
        Note fence = new Note.Fence();
        notes.add(fence);
        Note note;
        while ((note = notes.poll()) != null) {
            switch (note) {
                case Note.Fence end -> {
                    if (end == fence) {
                        return all;
                    }
                }
                case Note.Put put -> all.put(put);
                case Note.Dead dead -> all.die(dead);
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
        private final Map<Place, Integer> parts = new HashMap<>();

        private void die(Note.Dead note) {
            DeadLetter letter = note.letter();
            dead.put(letter.id(), letter);
            parts.put(new Place(letter.reader(), letter.position()), note.part());
        }

        private void put(Note.Put note) {
            Deferred one = note.deferred();
            Place place = new Place(one.reader(), one.position());
            parts.put(place, note.part());
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
                parts.put(place, note.feed().part(note.off().key, place.position()).number());
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
                    healed,
                    parts);
        }

        boolean isEmpty() {
            return deferred.isEmpty() && resumed.isEmpty() && dead.isEmpty() && healed.isEmpty();
        }
    }
}
