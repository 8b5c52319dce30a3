package io.graphbus.durable.letter;

import io.graphbus.store.log.DeadLetter;
import io.graphbus.store.log.DeadLetter.Status;
import io.graphbus.store.log.DeadLetters;
import io.graphbus.store.log.DeadLetters.Filter;
import io.graphbus.store.log.DeadLetters.Place;
import io.graphbus.store.log.Reader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds letters that are to be delivered once more. */
public final class Marked {

    private static final int PAGE = 500;

    private Marked() {}

    public static long count(DeadLetters letters) {
        return letters.count(filter(null));
    }

    /**
     * All of them, oldest position first.
     *
     * @param reader whose; {@code null} for everybody's
     */
    public static List<DeadLetter> list(DeadLetters letters, @Nullable Reader reader) {
        Filter wanted = filter(reader);
        List<DeadLetter> all = new ArrayList<>();
        Place after = null;
        List<DeadLetter> page;
        do {
            page = letters.list(wanted, after, PAGE);
            all.addAll(page);
            if (!page.isEmpty()) {
                DeadLetter last = page.getLast();
                after = new Place(last.deadAt(), last.id());
            }
        } while (page.size() == PAGE);
        all.sort(Comparator.comparingLong(DeadLetter::position));
        return all;
    }

    private static Filter filter(@Nullable Reader reader) {
        return new Filter(
                reader == null ? null : reader.agent(),
                reader == null ? null : reader.subscription(),
                null,
                null,
                Status.REPLAYING,
                null,
                null);
    }
}
