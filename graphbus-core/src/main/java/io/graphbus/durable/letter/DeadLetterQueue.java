package io.graphbus.durable.letter;

import io.graphbus.durable.letter.Replayed.Left;
import io.graphbus.gate.ContractValidation;
import io.graphbus.migration.delivery.PayloadMigrations;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.store.log.DeadLetter;
import io.graphbus.store.log.DeadLetter.Status;
import io.graphbus.store.log.DeadLetters;
import io.graphbus.store.log.DeadLetters.Depth;
import io.graphbus.store.log.DeadLetters.Filter;
import io.graphbus.store.log.DeadLetters.Place;
import io.graphbus.store.log.Reader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries that a graph has given up: to look at, to make once more, or to throw away. A
 * replay delivers the event as it was published, with its id, key and headers, to the subscription
 * that gave it up and to no other, by position. Usable from any thread.
 */
public final class DeadLetterQueue {

    private static final int PORTION = 500;

    private final DeadLetters letters;
    private final Deliverer deliverer;
    private final PayloadMigrations.Source migrations;
    private final ContractValidation validation;

    /**
     * The letters of a graph.
     *
     * @param migrations asked once for each rehearsal
     * @param validation what its deliveries do with payloads that do not fit
     */
    public DeadLetterQueue(
            DeadLetters letters,
            Deliverer deliverer,
            PayloadMigrations.Source migrations,
            ContractValidation validation) {
        this.letters = letters;
        this.deliverer = deliverer;
        this.migrations = migrations;
        this.validation = validation;
    }

    /**
     * Letters that pass the filter, newest first.
     *
     * @param after where the page before ended; {@code null} for the first
     */
    public List<DeadLetter> list(Filter filter, @Nullable Place after, int limit) {
        return letters.list(filter, after, limit);
    }

    public long count(Filter filter) {
        return letters.count(filter);
    }

    /**
     * One letter.
     *
     * @throws GraphBusException {@code UNKNOWN_DEAD_LETTER}
     */
    public DeadLetter show(String id) {
        return letters.find(id).orElseThrow(() -> unknown(id).toException());
    }

    /** How many letters lie still for each subscription, and since when. */
    public List<Depth> depths() {
        return letters.depths();
    }

    /**
     * Delivers letters once more. Those of a subscription that is not there stay as they are.
     *
     * @throws GraphBusException {@code UNKNOWN_DEAD_LETTER} for each id that is not there, and then
     *     nothing is replayed; {@code NOT_STARTED} or {@code STOPPED} when the graph does not run
     */
    public Replayed replay(Replay wish) {
        List<Found> found = found(wish);
        Set<Reader> readers = new LinkedHashSet<>();
        found.forEach(one -> readers.add(one.reader));
        Map<Reader, Left> left = new TreeMap<>();
        readers.stream()
                .filter(reader -> deliverer.subscriber(reader).isEmpty())
                .forEach(reader -> left.put(reader, left(reader, found)));
        List<String> ids =
                found.stream()
                        .filter(one -> one.status == Status.DEAD && !left.containsKey(one.reader))
                        .map(Found::id)
                        .toList();
        if (wish.rate() == 0) {
            for (int from = 0; from < ids.size(); from += PORTION) {
                List<String> some = ids.subList(from, Math.min(ids.size(), from + PORTION));
                deliverer.deliver(() -> letters.replay(some, wish.migrateTo()));
            }
        } else if (!ids.isEmpty()) {
            new PacedReplay(letters, deliverer, ids, wish.migrateTo(), wish.rate()).begin();
        }
        int others = left.values().stream().mapToInt(Left::letters).sum();
        return new Replayed(
                ids.size(), found.size() - ids.size() - others, List.copyOf(left.values()));
    }

    /** How many letters a wish means. */
    public long meant(Replay wish) {
        return wish.ids().isEmpty()
                ? letters.count(still(wish.filter()))
                : Set.copyOf(wish.ids()).size();
    }

    private Left left(Reader reader, List<Found> found) {
        long count = found.stream().filter(one -> one.reader.equals(reader)).count();
        return new Left(reader, (int) count, Gone.problem(reader, deliverer.subscriptions()));
    }

    /**
     * Says what would become of each letter, in the order in which they would be delivered, and
     * changes nothing. No handler runs.
     *
     * @param limit looks at no more than so many
     * @throws GraphBusException as {@link #replay}
     */
    public List<Outcome> rehearse(Replay wish, int limit) {
        Rehearsal rehearsal = new Rehearsal(deliverer, migrations, validation);
        return found(wish).stream()
                .limit(limit)
                .flatMap(one -> letters.find(one.id).stream())
                .map(letter -> rehearsal.of(letter.migrateTo(wish.migrateTo())))
                .toList();
    }

    /**
     * Throws letters away for good; those that are being replayed too. Nothing else is forgotten:
     * they count as dead as before.
     *
     * @return how many there were
     */
    public int purge(Collection<String> ids) {
        int purged = 0;
        List<String> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += PORTION) {
            purged += letters.remove(all.subList(from, Math.min(all.size(), from + PORTION)));
        }
        return purged;
    }

    /** Throws those away that pass a filter. */
    public int purge(Filter filter) {
        return purge(all(filter).stream().map(Found::id).toList());
    }

    /** Throws those away that lie still and died before. */
    public int expire(Instant before) {
        return purge(new Filter(null, null, null, null, Status.DEAD, null, before));
    }

    private List<Found> found(Replay wish) {
        List<Found> found = wish.ids().isEmpty() ? all(still(wish.filter())) : named(wish.ids());
        return found.stream().sorted(Found.ORDER).toList();
    }

    /** Of a filter only what lies still can be replayed. */
    private static Filter still(Filter filter) {
        return new Filter(
                filter.agent(),
                filter.subscription(),
                filter.topic(),
                filter.reason(),
                filter.status() == null ? Status.DEAD : filter.status(),
                filter.since(),
                filter.until());
    }

    private List<Found> named(List<String> ids) {
        List<Found> found = new ArrayList<>();
        List<Problem> unknown = new ArrayList<>();
        for (String id : new LinkedHashSet<>(ids)) {
            Optional<DeadLetter> letter = letters.find(id);
            letter.map(Found::of).ifPresentOrElse(found::add, () -> unknown.add(unknown(id)));
        }
        if (!unknown.isEmpty()) {
            throw new GraphBusException(unknown, null);
        }
        return found;
    }

    private List<Found> all(Filter filter) {
        List<Found> found = new ArrayList<>();
        List<DeadLetter> page = letters.list(filter, null, PORTION);
        while (!page.isEmpty()) {
            page.forEach(letter -> found.add(Found.of(letter)));
            DeadLetter last = page.getLast();
            page =
                    page.size() < PORTION
                            ? List.of()
                            : letters.list(filter, new Place(last.deadAt(), last.id()), PORTION);
        }
        return found;
    }

    private static Problem unknown(String id) {
        return Problem.of(
                ProblemCode.UNKNOWN_DEAD_LETTER,
                id,
                "there is no dead letter " + id,
                "It was healed, purged or has expired; list those that are there.");
    }

    /** What is to be known of a letter to put it in its place. */
    private record Found(
            String id, Reader reader, Status status, long position, Instant published) {

        /** Events of transient topics have no position. */
        static final Comparator<Found> ORDER =
                Comparator.comparingLong(Found::position)
                        .thenComparing(Found::published)
                        .thenComparing(Found::id);

        static Found of(DeadLetter letter) {
            return new Found(
                    letter.id(),
                    letter.reader(),
                    letter.status(),
                    letter.position(),
                    letter.event().time());
        }
    }
}
