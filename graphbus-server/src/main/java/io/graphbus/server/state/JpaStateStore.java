package io.graphbus.server.state;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.store.StateStore;
import io.graphbus.store.log.EventLog;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Agent state in the database. */
class JpaStateStore implements StateStore {

    private final StateRepository states;
    private final StateAsideRepository aside;
    private final Clock clock;
    private final Supplier<TransactionTemplate> transaction;

    JpaStateStore(
            StateRepository states,
            StateAsideRepository aside,
            Clock clock,
            Supplier<TransactionTemplate> transaction) {
        this.states = states;
        this.aside = aside;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** Both are in the server's only database. */
    @Override
    public boolean commitsWith(EventLog log) {
        return true;
    }

    @Override
    public Optional<StoredState> load(String agent) {
        return asked(tx -> states.findById(agent).map(StateEntity::toState));
    }

    /** In a transaction of the caller it is the database that failed, not the saving. */
    @Override
    public void save(StoredState captured) {
        boolean alone = !TransactionSynchronizationManager.isActualTransactionActive();
        try {
            transaction.get().executeWithoutResult(tx -> write(captured));
        } catch (DataAccessException | TransactionException e) {
            throw alone ? notSaved(captured.agent(), e) : unreachable("saved to", e);
        }
    }

    @Override
    public boolean delete(String agent) {
        return asked(
                tx -> {
                    var kept = states.findById(agent);
                    kept.ifPresent(states::delete);
                    return kept.isPresent();
                });
    }

    @Override
    public List<StoredState> list() {
        return asked(
                tx -> states.findAllByOrderByAgent().stream().map(StateEntity::toState).toList());
    }

    /** Moves the state to {@code graphbus_agent_state_aside}. */
    @Override
    public void setAside(String agent) {
        asked(
                tx -> {
                    var kept = states.findById(agent);
                    kept.ifPresent(
                            state -> {
                                aside.save(new StateAsideEntity(state.toState(), clock.instant()));
                                states.delete(state);
                            });
                    return kept.isPresent();
                });
    }

    private <T> T asked(TransactionCallback<T> question) {
        try {
            return transaction.get().execute(question);
        } catch (DataAccessException | TransactionException e) {
            throw unreachable("read from", e);
        }
    }

    private static RuntimeException unreachable(String done, RuntimeException cause) {
        return Problem.of(
                        ProblemCode.DATABASE_UNREACHABLE,
                        "database",
                        "The states of the agents cannot be " + done + " the database.",
                        "Try again when the database answers; /actuator/health tells.")
                .toException(cause);
    }

    private void write(StoredState captured) {
        states.findById(captured.agent())
                .ifPresentOrElse(
                        kept -> kept.replaceBy(captured),
                        () -> states.save(new StateEntity(captured)));
    }

    private static RuntimeException notSaved(String agent, RuntimeException cause) {
        return Problem.of(
                        ProblemCode.STATE_NOT_SAVED,
                        agent,
                        "The state of " + agent + " could not be saved to the database.",
                        "The state saved before stays; saving is tried again at the next interval.")
                .toException(cause);
    }
}
