package io.graphbus.spring.setting;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Contract;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Stateful;
import io.graphbus.coherence.CoherenceTracker;
import io.graphbus.migration.Migration;
import io.graphbus.migration.code.RecordMigration;
import io.graphbus.spring.GraphBusAutoConfiguration;
import io.graphbus.spring.GraphBusStateAutoConfiguration;
import io.graphbus.spring.agent.AgentsAutoConfiguration;
import io.graphbus.spring.coherence.GraphBusCoherenceAutoConfiguration;
import io.graphbus.state.StateUpgrade;
import io.graphbus.store.StateStore.StoredState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** An application with another version of an agent finds its state as that version has it. */
class MigratedStateTest {

    @TempDir private Path directory;

    public record Old(int amount) {}

    @Agent(name = "Till")
    @Contract(version = "1.0.0")
    public static class OldTill implements Stateful<Old> {
        private int amount;

        @SchemaMethod
        public int take(int more) {
            return amount += more;
        }

        @Override
        public Old captureState() {
            return new Old(amount);
        }

        @Override
        public void restoreState(Old state) {
            amount = state.amount();
        }
    }

    public record New(long total) {}

    @Agent(name = "Till")
    @Contract(version = "2.0.0")
    public static class NewTill implements Stateful<New> {
        private long total;

        @SchemaMethod
        public long take(int more) {
            return total += more;
        }

        @Override
        public New captureState() {
            return new New(total);
        }

        @Override
        public void restoreState(New state) {
            total = state.total();
        }
    }

    static final class Cents extends RecordMigration<Old, New> {
        Cents() {
            super("Till", "1.0.0", "2.0.0", Old.class, New.class);
        }

        @Override
        protected New upgrade(Old state) {
            return new New(state.amount() * 100L);
        }
    }

    private ApplicationContextRunner runner() {
        return new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(
                                AgentsAutoConfiguration.class,
                                GraphBusAutoConfiguration.class,
                                GraphBusStateAutoConfiguration.class))
                .withPropertyValues("graphbus.state.directory=" + directory);
    }

    private static Object take(ApplicationContext context, int more) {
        return String.valueOf(context.getBean(GraphBus.class).call("Till", "take", more));
    }

    @Test
    void aMigrationThatIsABeanMigratesTheStateAsItsAgentStarts() {
        runner().withBean(OldTill.class)
                .run(context -> assertThat(take(context, 5)).isEqualTo("5"));

        runner().withBean(NewTill.class)
                .withBean(Migration.class, Cents::new)
                .run(context -> assertThat(take(context, 1)).isEqualTo("501"));

        assertThat(directory.resolve("migrations/history.jsonl")).content().contains("APPLIED");
    }

    @Test
    void documentsOfTheConfiguredDirectoryDoTheSame() throws Exception {
        runner().withBean(OldTill.class)
                .run(context -> assertThat(take(context, 5)).isEqualTo("5"));
        Path documents = Files.createDirectories(directory.resolve("documents"));
        Files.writeString(
                documents.resolve("till.json"),
                """
                {"formatVersion":1,"agent":"Till","subject":"state","from":"1.0.0","to":"2.0.0",
                "operations":[{"op":"rename","path":"/amount","to":"total"}]}""");

        runner().withBean(NewTill.class)
                .withPropertyValues("graphbus.contract.migrations=" + documents)
                .run(context -> assertThat(take(context, 1)).isEqualTo("6"));
    }

    @Test
    void coherenceKnowsHowFarStatesAreMigrated() {
        runner().withBean(OldTill.class)
                .run(context -> assertThat(take(context, 5)).isEqualTo("5"));

        runner().withConfiguration(AutoConfigurations.of(GraphBusCoherenceAutoConfiguration.class))
                .withBean(NewTill.class)
                .withBean(Migration.class, Cents::new)
                .run(
                        context -> {
                            CoherenceTracker tracker = context.getBean(CoherenceTracker.class);
                            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
                            while (tracker.evidence().states().required() == 0
                                    && System.nanoTime() < end) {
                                Thread.onSpinWait();
                            }
                            assertThat(tracker.evidence().states().agents())
                                    .containsOnlyKeys("Till");
                        });
    }

    @Test
    void anUpgradeOfTheUsersOwnTakesItsPlace() {
        runner().withBean(OldTill.class)
                .run(context -> assertThat(take(context, 5)).isEqualTo("5"));

        runner().withBean(NewTill.class)
                .withBean(
                        StateUpgrade.class,
                        () ->
                                (state, version) ->
                                        new StoredState(
                                                state.agent(),
                                                version.text(),
                                                "{\"total\":7}",
                                                state.savedAt()))
                .run(context -> assertThat(take(context, 1)).isEqualTo("8"));
    }
}
