package io.graphbus.store.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.graphbus.store.StateStore.StoredState;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.InMemoryEventLog;
import io.graphbus.store.log.Reader;
import io.graphbus.store.log.Settlement;
import io.graphbus.store.log.Settlement.Place;
import io.graphbus.store.log.jdbc.database.ThreadTransactions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JdbcStateStoreTest {

    private static final Reader COUNTER = new Reader("Counter", "onOrder");

    private final HikariDataSource database = TestDatabase.h2();
    private final ThreadTransactions transactions = new ThreadTransactions(database);
    private final EventLog log = JdbcEventLog.open(database, transactions);
    private final JdbcStateStore states = new JdbcStateStore(database, transactions);

    @AfterEach
    void close() {
        database.close();
    }

    private static StoredState state(String agent, String json) {
        return new StoredState(agent, "1.0.0", json, Instant.ofEpochMilli(5));
    }

    @Test
    void theLastSavedStateIsLoaded() {
        states.save(state("a", "{\"n\":1}"));
        states.save(state("b", "{}"));
        states.save(state("a", "{\"n\":2}"));

        assertThat(states.load("a")).contains(state("a", "{\"n\":2}"));
        assertThat(states.list()).extracting(StoredState::agent).containsExactly("a", "b");
        assertThat(states.delete("a")).isTrue();
        assertThat(states.delete("a")).isFalse();
        assertThat(states.load("a")).isEmpty();
    }

    @Test
    void commitsWithTheLogWhoseTransactionsItShares() {
        assertThat(states.commitsWith(log)).isTrue();
        ThreadTransactions others = new ThreadTransactions(database);
        assertThat(new JdbcStateStore(database, others).commitsWith(log)).isFalse();
        assertThat(states.commitsWith(new InMemoryEventLog())).isFalse();
    }

    @Test
    void aStateSetAsideIsOutOfTheWay() {
        states.save(state("a", "broken"));
        states.setAside("a");
        assertThat(states.load("a")).isEmpty();
        states.save(state("a", "{}"));
        assertThat(states.load("a")).contains(state("a", "{}"));
    }

    @Test
    void stateAndCompletionCommitTogether() {
        log.open(COUNTER, true);
        Settlement done =
                new Settlement(
                        List.of(),
                        List.of(new Place(COUNTER, 3)),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of());
        log.together(
                () -> {
                    states.save(state("Counter", "{\"n\":1}"));
                    log.settle(done);
                });
        assertThatThrownBy(
                        () ->
                                log.together(
                                        () -> {
                                            states.save(state("Counter", "{\"n\":2}"));
                                            assertThat(states.load("Counter"))
                                                    .contains(state("Counter", "{\"n\":2}"));
                                            throw new IllegalStateException();
                                        }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(states.load("Counter")).contains(state("Counter", "{\"n\":1}"));
        assertThat(log.completed(COUNTER)).hasSize(1);
    }

    @Test
    void whatCannotBeSavedIsAProblem() {
        database.close();
        assertThatThrownBy(() -> states.save(state("a", "{}")))
                .hasMessageContaining("STATE_NOT_SAVED");
        assertThatThrownBy(() -> states.load("a")).hasMessageContaining("DATABASE_UNREACHABLE");
    }
}
