package io.graphbus.migration.delivery;

import io.graphbus.gate.ContractValidation;
import io.graphbus.gate.Reading;
import io.graphbus.model.Subscription;
import io.graphbus.schema.Schema;
import io.graphbus.signal.Signals;
import org.jspecify.annotations.Nullable;

/**
 * Gives each subscription payloads of the version it reads, before they are bound to its type: as
 * they are, or migrated. What it cannot read is refused, or told. Usable from any thread.
 */
public final class VersionedDelivery implements Reading.Maker {

    private final ContractValidation validation;
    private final PayloadMigrations.Source migrations;
    private final Signals signals;

    public VersionedDelivery(
            ContractValidation validation, PayloadMigrations.Source migrations, Signals signals) {
        this.validation = validation;
        this.migrations = migrations;
        this.signals = signals;
    }

    /** {@code null} for a subscription that reads whatever comes. */
    @Override
    public @Nullable Reading reading(Reading.Site site) {
        Subscription subscription = site.subscription();
        boolean anything =
                validation == ContractValidation.OFF
                        || subscription.payloadSchema().equals(Schema.ANY);
        return subscription.schemaVersion() == null && anything
                ? null
                : new VersionedReading(site, migrations, new Refusals(site, validation, signals));
    }
}
