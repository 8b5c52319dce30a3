package io.graphbus.spring;

import io.graphbus.GraphBus;
import io.graphbus.migration.Migration;
import io.graphbus.migration.delivery.MigrationDirectory;
import io.graphbus.store.ContractStore;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Gives a graph the payload migrations of the configured directory and those that are beans, and
 * the contracts that are registered. Documents are read when a graph is made.
 */
public final class PayloadMigrationsCustomizer implements GraphBusCustomizer {

    private final GraphBusProperties.Contract properties;
    private final ObjectProvider<Migration> beans;
    private final ObjectProvider<ContractStore> contracts;

    public PayloadMigrationsCustomizer(
            GraphBusProperties properties,
            ObjectProvider<Migration> beans,
            ObjectProvider<ContractStore> contracts) {
        this.properties = properties.contract();
        this.beans = beans;
        this.contracts = contracts;
    }

    @Override
    public void customize(GraphBus.Builder builder) {
        builder.migrations(migrations());
        contracts.ifAvailable(builder::contracts);
    }

    /** Those of the directory, as it is now, and those that are beans. */
    public List<Migration> migrations() {
        List<Migration> migrations = new ArrayList<>(beans.orderedStream().toList());
        if (properties.migrations() != null) {
            migrations.addAll(MigrationDirectory.read(properties.migrations()));
        }
        return migrations;
    }
}
