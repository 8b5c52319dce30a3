package io.graphbus.state;

import io.graphbus.agent.Stateful;
import io.graphbus.state.Kept.Capture;
import io.graphbus.store.StateStore.StoredState;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * States that are kept together with what they follow from, and taken back when that is not. All
 * methods are called in the agent's turn; agents without kept state are left alone.
 */
public final class CommittedStates {

    private final Function<String, @Nullable Kept> kept;
    private final Function<String, @Nullable Object> instances;
    private final StoredStates stored;

    CommittedStates(
            Function<String, @Nullable Kept> kept,
            Function<String, @Nullable Object> instances,
            StoredStates stored) {
        this.kept = kept;
        this.instances = instances;
        this.stored = stored;
    }

    /** Tells which agents another process may have, so that their state is its to keep. */
    public void elsewhere(Predicate<String> agents) {
        stored.elsewhere(agents);
    }

    /**
     * The agent is this process's from now on, and goes on with what was kept last, wherever that
     * was.
     *
     * @throws RuntimeException when the store does not give it, or the agent does not take it
     */
    public void takeOver(String agent) {
        Kept mine = kept.apply(agent);
        StoredState news = mine == null ? null : stored.news(mine);
        if (mine != null && news != null) {
            restore((Stateful<?>) instance(agent), news.json());
            mine.saved(news.json());
            mine.committed(news.json());
        }
    }

    /**
     * Something is about to be executed: the state it may have to be taken back to is kept.
     *
     * @throws RuntimeException when the store does not take it, or the agent cannot be captured
     */
    public void begin(String agent) {
        Kept mine = kept.apply(agent);
        if (mine != null && (mine.committed() == null || mine.isUncommitted())) {
            Capture now = mine.capture(instance(agent));
            mine.save(now, () -> stored.save(mine, now.json()));
            mine.committed(now.json());
        }
    }

    /**
     * Keeps the state as it is now, and whatever the transaction does beside.
     *
     * @param transaction runs what it is given as a part of a whole, or throws
     */
    public void commit(String agent, Consumer<Runnable> transaction) {
        Kept mine = kept.apply(agent);
        if (mine == null) {
            transaction.accept(() -> {});
            return;
        }
        String json = mine.capture(instance(agent)).json();
        boolean same = json.equals(mine.committed());
        mine.saveWith(
                json,
                () ->
                        transaction.accept(
                                () -> {
                                    if (!same) {
                                        stored.save(mine, json);
                                    }
                                }));
        mine.committed(json);
    }

    /** Gives the agent back the state that was kept last. */
    public void rollBack(String agent) {
        Kept mine = kept.apply(agent);
        String last = mine == null ? null : mine.committed();
        if (last != null && !last.equals(Kept.NOTHING)) {
            restore((Stateful<?>) instance(agent), last);
        }
    }

    private static <S> void restore(Stateful<S> agent, String json) {
        agent.restoreState(StateJson.read(agent, json));
    }

    private Object instance(String agent) {
        Object instance = instances.apply(agent);
        if (instance == null) {
            throw new IllegalStateException(agent + " has been closed");
        }
        return instance;
    }
}
