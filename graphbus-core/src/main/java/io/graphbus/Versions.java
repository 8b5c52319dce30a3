package io.graphbus;

import io.graphbus.contract.AgentContract;
import io.graphbus.gate.ContractValidation;
import io.graphbus.gate.Reading;
import io.graphbus.invoke.AgentMaker;
import io.graphbus.migration.Migration;
import io.graphbus.migration.delivery.CodeMigration;
import io.graphbus.migration.delivery.PayloadMigrations;
import io.graphbus.migration.delivery.VersionedDelivery;
import io.graphbus.signal.Signals;
import io.graphbus.store.ContractStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a graph deals with payloads of several versions. */
final class Versions {

    private final List<Migration> migrations = new ArrayList<>();
    private @Nullable ContractStore contracts;

    void migrations(Collection<? extends Migration> given) {
        migrations.addAll(given);
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
        List<Migration> all = new ArrayList<>(migrations);
        for (AgentMaker agent : agents) {
            String name = agent.definition().name();
            all.addAll(
                    CodeMigration.of(agent.definition(), agent.type(), () -> instance.apply(name)));
        }
        List<AgentContract> known = new ArrayList<>();
        all.stream()
                .map(migration -> migration.id().agent())
                .distinct()
                .forEach(agent -> known.addAll(registered(agent)));
        if (!all.isEmpty()) {
            agents.forEach(agent -> known.add(AgentContract.of(agent.definition())));
        }
        return new VersionedDelivery(validation, PayloadMigrations.of(all, known), signals);
    }

    private List<AgentContract> registered(String agent) {
        ContractStore known = contracts;
        return known == null
                ? List.of()
                : known.versions(agent).stream().map(AgentContract::of).toList();
    }
}
