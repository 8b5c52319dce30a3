package io.graphbus.store.log;

import io.graphbus.store.log.Progress.Counts;
import io.graphbus.store.log.Settlement.Place;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** How far subscriptions are. Whoever uses it has it alone. */
final class InMemoryReaders {

    private final int parts;
    private final TreeMap<Reader, Kept> readers = new TreeMap<>();

    private static final class Kept {
        private final long begun;
        private final TreeMap<Integer, Progress> progress = new TreeMap<>();
        private final TreeSet<Long> completed = new TreeSet<>();
        private final TreeMap<Long, Deferred> deferred = new TreeMap<>();
        private boolean paused;

        Kept(long begun) {
            this.begun = begun;
        }

        /** Whether every part is beyond it, whichever it belongs to, and it is not put off. */
        boolean isOver(long position) {
            return !deferred.containsKey(position)
                    && progress.values().stream().allMatch(part -> position <= part.cursor());
        }
    }

    InMemoryReaders(int parts) {
        this.parts = parts;
    }

    List<Progress> open(Reader reader, long cursor) {
        Kept kept = readers.computeIfAbsent(reader, r -> new Kept(cursor));
        for (int part = 0; part < parts; part++) {
            kept.progress.putIfAbsent(
                    part, new Progress(reader, part, cursor, List.of(), Counts.NONE));
        }
        return List.copyOf(kept.progress.values());
    }

    List<Reader> readers() {
        return List.copyOf(readers.keySet());
    }

    List<Progress> progress(Reader reader) {
        Kept kept = readers.get(reader);
        return kept == null ? List.of() : List.copyOf(kept.progress.values());
    }

    List<Place> completed(Reader reader) {
        Kept kept = readers.get(reader);
        return kept == null
                ? List.of()
                : kept.completed.stream().map(position -> new Place(reader, position)).toList();
    }

    List<Deferred> deferred(Reader reader) {
        Kept kept = readers.get(reader);
        return kept == null ? List.of() : List.copyOf(kept.deferred.values());
    }

    boolean pause(Reader reader, boolean paused) {
        kept(reader).forEach(kept -> kept.paused = paused);
        return readers.containsKey(reader);
    }

    List<Reader> paused() {
        return readers.keySet().stream()
                .filter(reader -> kept(reader).stream().anyMatch(kept -> kept.paused))
                .toList();
    }

    Optional<Standing> standing(Reader reader, long removed) {
        return Optional.ofNullable(readers.get(reader))
                .map(
                        kept ->
                                new Standing(
                                        reader,
                                        kept.begun,
                                        removed,
                                        List.copyOf(kept.progress.values()),
                                        List.copyOf(kept.deferred.keySet())));
    }

    boolean forget(Reader reader) {
        return readers.remove(reader) != null;
    }

    /** Nothing is kept of a subscription that has been forgotten. */
    void settle(Settlement settlement) {
        for (Place place : settlement.completed()) {
            kept(place.reader()).forEach(kept -> kept.completed.add(place.position()));
        }
        for (Deferred deferred : settlement.deferred()) {
            kept(deferred.reader())
                    .forEach(kept -> kept.deferred.put(deferred.position(), deferred));
        }
        for (Place place : settlement.resumed()) {
            kept(place.reader()).forEach(kept -> kept.deferred.remove(place.position()));
        }
        for (Progress progress : settlement.progress()) {
            kept(progress.reader())
                    .forEach(
                            kept -> {
                                kept.progress.put(progress.part(), progress);
                                kept.completed.removeIf(kept::isOver);
                            });
        }
    }

    private List<Kept> kept(Reader reader) {
        Kept kept = readers.get(reader);
        return kept == null ? List.of() : List.of(kept);
    }

    /** The last position that every part of every subscription is beyond. */
    long settledByAll() {
        return readers.values().stream()
                .flatMap(kept -> kept.progress.values().stream())
                .mapToLong(Progress::cursor)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    boolean isDeferred(long position) {
        return readers.values().stream().anyMatch(kept -> kept.deferred.containsKey(position));
    }
}
