package io.graphbus.store.log;

import io.graphbus.model.TopicPattern;
import io.graphbus.store.log.DeadLetter.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps letters as long as the process lives. Safe for use by many threads. */
public final class InMemoryDeadLetters implements DeadLetters {

    private static final Comparator<Place> NEWEST_FIRST =
            Comparator.comparing(Place::deadAt).thenComparing(Place::id).reversed();

    private final Map<String, DeadLetter> letters = new HashMap<>();

    @Override
    public synchronized void put(Collection<DeadLetter> dead) {
        dead.forEach(letter -> letters.put(letter.id(), letter));
    }

    /** As {@link #put}, but a replay that was tried is not made new by that. */
    synchronized void settle(Collection<DeadLetter> dead) {
        dead.stream()
                .filter(one -> one.status() == Status.DEAD || letters.containsKey(one.id()))
                .forEach(one -> letters.put(one.id(), one));
    }

    @Override
    public synchronized Optional<DeadLetter> find(String id) {
        return Optional.ofNullable(letters.get(id));
    }

    @Override
    public synchronized List<DeadLetter> list(Filter filter, @Nullable Place after, int limit) {
        return passing(filter)
                .filter(letter -> after == null || isAfter(letter, after))
                .sorted(Comparator.comparing(InMemoryDeadLetters::place, NEWEST_FIRST))
                .limit(limit)
                .toList();
    }

    private static Place place(DeadLetter letter) {
        return new Place(letter.deadAt(), letter.id());
    }

    private static boolean isAfter(DeadLetter letter, Place place) {
        return NEWEST_FIRST.compare(place(letter), place) > 0;
    }

    @Override
    public synchronized long count(Filter filter) {
        return passing(filter).count();
    }

    private Stream<DeadLetter> passing(Filter filter) {
        return letters.values().stream().filter(letter -> passes(filter, letter));
    }

    private static boolean passes(Filter filter, DeadLetter letter) {
        return isIt(filter.agent(), letter.reader().agent())
                && isIt(filter.subscription(), letter.reader().subscription())
                && isIt(filter.reason(), letter.reason())
                && isIt(filter.status(), letter.status())
                && (filter.topic() == null
                        || new TopicPattern(filter.topic()).matches(letter.event().topic()))
                && (filter.since() == null || !letter.deadAt().isBefore(filter.since()))
                && (filter.until() == null || letter.deadAt().isBefore(filter.until()));
    }

    private static boolean isIt(@Nullable Object wanted, Object found) {
        return wanted == null || wanted.equals(found);
    }

    @Override
    public synchronized List<Depth> depths() {
        Map<Reader, Depth> depths = new TreeMap<>();
        letters.values().stream()
                .filter(letter -> letter.status() == Status.DEAD)
                .map(letter -> new Depth(letter.reader(), 1, letter.deadAt()))
                .forEach(depth -> depths.merge(depth.reader(), depth, InMemoryDeadLetters::both));
        return List.copyOf(depths.values());
    }

    private static Depth both(Depth one, Depth other) {
        return new Depth(
                one.reader(),
                one.letters() + other.letters(),
                one.oldest().isBefore(other.oldest()) ? one.oldest() : other.oldest());
    }

    @Override
    public synchronized int remove(Collection<String> ids) {
        int before = letters.size();
        ids.forEach(letters::remove);
        return before - letters.size();
    }

    @Override
    public synchronized List<DeadLetter> replay(
            Collection<String> ids, @Nullable String migrateTo) {
        List<DeadLetter> marked = new ArrayList<>();
        for (String id : ids) {
            DeadLetter letter = letters.get(id);
            if (letter != null && letter.status() == Status.DEAD) {
                DeadLetter replaying = letter.replaying(migrateTo);
                letters.put(id, replaying);
                marked.add(replaying);
            }
        }
        marked.sort(
                Comparator.comparingLong(DeadLetter::position)
                        .thenComparing(DeadLetter::deadAt)
                        .thenComparing(DeadLetter::id));
        return marked;
    }
}
