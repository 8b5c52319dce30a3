package io.graphbus.migration.delivery;

import io.graphbus.contract.AgentContract;
import io.graphbus.migration.Migration;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.signal.EngineSignal.ProblemReported;
import io.graphbus.signal.Signals;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Migrations that stay, with those of a shelf. Usable from any thread. */
public final class ShelvedMigrations implements PayloadMigrations.Source {

    private static final Logger log = LoggerFactory.getLogger("io.graphbus.delivery");

    private static final long PAUSE_NANOS = 5_000_000_000L;

    private final List<Migration> fixed;
    private final MigrationShelf shelf;
    private final Function<Set<String>, Collection<AgentContract>> contracts;
    private final Signals signals;
    private volatile Made made;
    private long pausedUntil = System.nanoTime();

    private record Made(List<Migration> shelved, PayloadMigrations all) {}

    /**
     * These and those of the shelf.
     *
     * @param contracts that are known of some agents
     * @throws GraphBusException {@code INVALID_MIGRATION} when a migration is there twice; later
     *     on, that is reported and what was there before stays
     */
    public ShelvedMigrations(
            Collection<? extends Migration> fixed,
            MigrationShelf shelf,
            Function<Set<String>, Collection<AgentContract>> contracts,
            Signals signals) {
        this.fixed = List.copyOf(fixed);
        this.shelf = shelf;
        this.contracts = contracts;
        this.signals = signals;
        this.made = make(shelf.migrations());
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the shelf has another list after each change
    public PayloadMigrations current() {
        Made known = made;
        return known.shelved == shelf.migrations() ? known.all : again();
    }

    @SuppressWarnings("ReferenceEquality")
    private synchronized PayloadMigrations again() {
        List<Migration> now = shelf.migrations();
        if (made.shelved != now && System.nanoTime() - pausedUntil >= 0) {
            try {
                made = make(now);
            } catch (GraphBusException e) {
                made = new Made(now, made.all);
                for (Problem problem : e.problems()) {
                    log.warn("{} ({})", problem, problem.hint());
                    signals.send(new ProblemReported(problem));
                }
            } catch (RuntimeException e) { // whatever a store of contracts throws
                log.warn("Migrations cannot be read anew; those before go on", e);
                pausedUntil = System.nanoTime() + PAUSE_NANOS;
            }
        }
        return made.all;
    }

    private Made make(List<Migration> shelved) {
        List<Migration> all = new ArrayList<>(fixed);
        all.addAll(shelved);
        Set<String> agents = new TreeSet<>();
        all.forEach(migration -> agents.add(migration.id().agent()));
        return new Made(shelved, PayloadMigrations.of(all, contracts.apply(agents)));
    }
}
