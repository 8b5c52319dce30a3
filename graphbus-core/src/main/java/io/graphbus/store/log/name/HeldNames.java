package io.graphbus.store.log.name;

import io.graphbus.store.log.process.Held;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Names that are kept in memory. */
public final class HeldNames implements KeptNames {

    private final Held held;
    private final Map<String, Kept> kept = new HashMap<>();
    private final Map<String, Taken> taken = new HashMap<>();

    public HeldNames(Held held) {
        this.held = held;
    }

    private record Kept(String what, Instant until) {}

    /** By whom, and what it is going to be known for. */
    private static final class Taken {
        private final Held.Transaction by;
        private @Nullable Kept next;

        Taken(Held.Transaction by) {
            this.by = by;
        }
    }

    private Held.Transaction transaction() {
        return held.transaction()
                .orElseThrow(() -> new IllegalStateException("no transaction is open"));
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // transactions are themselves
    public boolean take(String name) {
        Held.Transaction mine = transaction();
        return held.alone(
                () -> {
                    Taken other = taken.get(name);
                    if (other == null) {
                        taken.put(name, new Taken(mine));
                        mine.change(() -> {}, committed -> giveBack(name));
                    }
                    return other == null || other.by == mine;
                });
    }

    private void giveBack(String name) {
        held.alone(() -> taken.remove(name));
    }

    @Override
    public Optional<String> known(String name, Instant now) {
        return held.alone(
                () -> {
                    Taken mine = taken.get(name);
                    Kept known = mine != null && mine.next != null ? mine.next : kept.get(name);
                    return Optional.ofNullable(known)
                            .filter(one -> one.until().isAfter(now))
                            .map(Kept::what);
                });
    }

    @Override
    public void keep(String name, String what, Instant until) {
        Held.Transaction mine = transaction();
        Kept fresh = new Kept(what, until);
        held.alone(
                () -> {
                    taken.computeIfAbsent(name, n -> new Taken(mine)).next = fresh;
                    return true;
                });
        mine.change(() -> kept.put(name, fresh), committed -> {});
    }

    @Override
    public int expire(Instant now, int limit) {
        return held.alone(
                () -> {
                    List<String> old =
                            kept.entrySet().stream()
                                    .filter(one -> !one.getValue().until().isAfter(now))
                                    .map(Map.Entry::getKey)
                                    .limit(limit)
                                    .toList();
                    old.forEach(kept::remove);
                    return old.size();
                });
    }
}
