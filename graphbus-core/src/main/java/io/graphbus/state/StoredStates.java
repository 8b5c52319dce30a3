package io.graphbus.state;

import io.graphbus.store.StateStore;
import io.graphbus.store.StateStore.StoredState;
import java.time.Clock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a store has of agents that other processes may run too. Usable from any thread. */
final class StoredStates {

    private final StateStore store;
    private final StateUpgrade upgrade;
    private final Clock clock;
    private volatile Predicate<String> elsewhere = agent -> false;

    StoredStates(StateStore store, StateUpgrade upgrade, Clock clock) {
        this.store = store;
        this.upgrade = upgrade;
        this.clock = clock;
    }

    /** Tells which agents another process may have, so that their state is its to keep. */
    void elsewhere(Predicate<String> agents) {
        elsewhere = agents;
    }

    /** Saves a state that this process has come to. */
    void save(Kept mine, String json) {
        store.save(
                new StoredState(mine.agent(), StateProblems.version(mine), json, clock.instant()));
    }

    /** Saves what was captured here, unless the agent is elsewhere and its state has gone on. */
    void saveOurs(Kept mine, String json) {
        if (!elsewhere.test(mine.agent()) || news(mine) == null) {
            save(mine, json);
        }
    }

    /** What is stored, as this agent's version has it; {@code null} when that is known here. */
    @Nullable StoredState news(Kept mine) {
        return mine.whileNothingIsSaved(() -> newsNow(mine));
    }

    private @Nullable StoredState newsNow(Kept mine) {
        StoredState last = store.load(mine.agent()).orElse(null);
        if (last == null || last.json().equals(Kept.NOTHING)) {
            return null;
        }
        StoredState now = mine.upgraded(last, upgrade);
        return mine.isSaved(now.json()) ? null : now;
    }
}
