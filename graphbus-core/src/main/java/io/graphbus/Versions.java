package io.graphbus;

import io.graphbus.contract.AgentContract;
import io.graphbus.gate.ContractEnforcement;
import io.graphbus.gate.ContractValidation;
import io.graphbus.gate.PublishInterceptor;
import io.graphbus.gate.Reading;
import io.graphbus.invoke.AgentMaker;
import io.graphbus.migration.Migration;
import io.graphbus.migration.Subject;
import io.graphbus.migration.delivery.CodeMigration;
import io.graphbus.migration.delivery.MigrationShelf;
import io.graphbus.migration.delivery.PayloadMigrations;
import io.graphbus.migration.delivery.ShelvedMigrations;
import io.graphbus.migration.delivery.VersionedDelivery;
import io.graphbus.migration.delivery.WrittenPayloads;
import io.graphbus.signal.Signals;
import io.graphbus.store.ContractStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a graph deals with payloads of several versions. */
final class Versions {

    private final List<Migration> migrations = new ArrayList<>();
    private MigrationShelf shelf = new MigrationShelf();
    private @Nullable ContractStore contracts;
    private PayloadMigrations.@Nullable Source letters;

    void migrations(Collection<? extends Migration> given) {
        migrations.addAll(given);
    }

    void migrations(MigrationShelf given) {
        shelf = given;
    }

    /** Whether there are migrations beside those that agents declare. */
    boolean migrate() {
        return Stream.concat(migrations.stream(), shelf.migrations().stream())
                .anyMatch(m -> m.id().subject().kind() == Subject.Kind.PAYLOAD);
    }

    void contracts(ContractStore given) {
        contracts = given;
    }

    /**
     * What stands before handlers.
     *
     * @param validation what happens to payloads that a subscriber does not read
     * @param instance gives a running agent by its name
     */
    Reading.Maker delivery(
            ContractValidation validation,
            List<AgentMaker> agents,
            Signals signals,
            Function<String, @Nullable Object> instance) {
        return new VersionedDelivery(validation, source(agents, signals, instance), signals);
    }

    /** All migrations of payloads, whatever is on the shelf. */
    PayloadMigrations.Source source(
            List<AgentMaker> agents, Signals signals, Function<String, @Nullable Object> instance) {
        return new ShelvedMigrations(
                declared(agents, instance), shelf, names -> contracts(names, agents), signals);
    }

    /** What stands before publishes. */
    List<PublishInterceptor> publishing(
            ContractEnforcement enforcement,
            List<AgentMaker> agents,
            List<PublishInterceptor> given) {
        if (enforcement == ContractEnforcement.NONE) {
            return given;
        }
        // outermost, so that the publisher hears of it before anything holds the event back
        List<PublishInterceptor> all = new ArrayList<>();
        all.add(new WrittenPayloads(agents.stream().map(AgentMaker::definition).toList()));
        all.addAll(given);
        return all;
    }

    /** The same for letters, made when somebody asks; nobody hears of it. */
    synchronized PayloadMigrations forLetters(
            List<AgentMaker> agents, Function<String, @Nullable Object> instance) {
        PayloadMigrations.Source known = letters;
        if (known == null) {
            known = source(agents, new Signals(), instance);
            letters = known;
        }
        return known.current();
    }

    private List<AgentContract> contracts(Set<String> names, List<AgentMaker> agents) {
        List<AgentContract> known = new ArrayList<>();
        names.forEach(name -> known.addAll(registered(name)));
        agents.stream()
                .map(AgentMaker::definition)
                .filter(agent -> names.contains(agent.name()))
                .forEach(agent -> known.add(AgentContract.of(agent)));
        return known;
    }

    /** Those of this moment. */
    List<Migration> all(List<AgentMaker> agents, Function<String, @Nullable Object> instance) {
        List<Migration> all = declared(agents, instance);
        all.addAll(shelf.migrations());
        return all;
    }

    /** Those that were given, and those that agents declare. */
    private List<Migration> declared(
            List<AgentMaker> agents, Function<String, @Nullable Object> instance) {
        List<Migration> all = new ArrayList<>(migrations);
        for (AgentMaker agent : agents) {
            String name = agent.definition().name();
            all.addAll(
                    CodeMigration.of(agent.definition(), agent.type(), () -> instance.apply(name)));
        }
        return all;
    }

    private List<AgentContract> registered(String agent) {
        ContractStore known = contracts;
        return known == null
                ? List.of()
                : known.versions(agent).stream().map(AgentContract::of).toList();
    }
}
