package io.graphbus.coherence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.graphbus.coherence.evidence.StateCompletion;
import io.graphbus.coherence.evidence.StateCompletion.Progress;
import io.graphbus.migration.DeclaredMigration;
import io.graphbus.migration.Migration;
import io.graphbus.migration.state.Goal;
import io.graphbus.migration.state.StateMigrations;
import io.graphbus.schema.Json;
import io.graphbus.schema.Version;
import io.graphbus.store.InMemoryMigrationHistory;
import io.graphbus.store.InMemoryStateStore;
import io.graphbus.store.StateStore;
import io.graphbus.store.StateStore.StoredState;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateProgressTest {

    private final StateStore states = new InMemoryStateStore();
    private final StateMigrations migrations =
            new StateMigrations(
                    states,
                    new InMemoryMigrationHistory(),
                    List.of(migration("1.0.0", "1.1.0", "a"), migration("1.1.0", "1.2.0", "b")),
                    Clock.systemUTC());

    private static Migration migration(String from, String to, String added) {
        return migration("Orders", from, to, added);
    }

    private static Migration migration(String agent, String from, String to, String added) {
        String document =
                "{'formatVersion':1,'agent':'%s','subject':'state','from':'%s','to':'%s',"
                        + "'operations':[{'op':'add','path':'/%s','value':1}]}";
        return DeclaredMigration.read(
                Json.parse(document.formatted(agent, from, to, added).replace('\'', '"'), "m"),
                "m");
    }

    private void save(String version) {
        states.save(new StoredState("Orders", version, "{}", RandomTraffic.START));
    }

    @Test
    void withoutStatesThereIsNothingToComplete() {
        assertThat(StateProgress.of(migrations)).isEqualTo(StateCompletion.NONE);
    }

    @Test
    void whatIsAppliedAndWhatIsLeftIsCounted() {
        save("1.0.0");
        assertThat(StateProgress.of(migrations).agents())
                .containsEntry("Orders", new Progress(2, 0));

        migrations.apply(Goal.of("Orders", Version.of("1.1.0")), "test");
        assertThat(StateProgress.of(migrations).agents())
                .containsEntry("Orders", new Progress(2, 1));

        migrations.apply(Goal.NEWEST, "test");
        assertThat(StateProgress.of(migrations).agents())
                .containsEntry("Orders", new Progress(2, 2));
    }

    @Test
    void anAgentThatCannotBePlannedHidesNobodyElse() {
        save("1.0.0");
        states.save(new StoredState("Billing", "none", "{}", RandomTraffic.START));
        StateMigrations all =
                new StateMigrations(
                        states,
                        new InMemoryMigrationHistory(),
                        List.of(
                                migration("1.0.0", "1.1.0", "a"),
                                migration("Billing", "1.0.0", "2.0.0", "b")),
                        Clock.systemUTC());

        assertThat(StateProgress.of(all).agents())
                .containsExactly(entry("Orders", new Progress(1, 0)));
    }

    @Test
    void aStateThatNothingLeadsFromIsNoReasonToFail() {
        save("0.5.0");
        assertThat(StateProgress.of(migrations).required()).isZero();
    }
}
