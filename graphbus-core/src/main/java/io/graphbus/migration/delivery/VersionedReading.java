package io.graphbus.migration.delivery;

import io.graphbus.agent.Event;
import io.graphbus.gate.ReadEvent;
import io.graphbus.gate.Reading;
import io.graphbus.migration.MigrationPath;
import io.graphbus.migration.delivery.DeliveryPlan.Delivery;
import io.graphbus.migration.delivery.DeliveryPlan.Kind;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Violation;
import io.graphbus.schema.Json;
import io.graphbus.schema.Schema;
import io.graphbus.schema.SchemaValidator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What one subscription reads. The plan for a version is made once; a payload that is passed on and
 * is of the handler's type already costs a comparison and allocates nothing.
 */
final class VersionedReading implements Reading {

    /** Whoever publishes from outside may write any version. */
    private static final int MOST_PLANS = 256;

    private final Site site;
    private final PayloadMigrations.Source migrations;
    private final Refusals refusals;
    private final @Nullable String range;
    private final boolean typed;
    private final KeyedPayloads keys;
    private final Map<Written, Planned> plans = new ConcurrentHashMap<>();
    private volatile @Nullable Planned last;
    private volatile @Nullable SchemaValidator validator;

    VersionedReading(Site site, PayloadMigrations.Source migrations, Refusals refusals) {
        this.site = site;
        this.migrations = migrations;
        this.refusals = refusals;
        this.keys = new KeyedPayloads(site.agent() + "." + site.subscription().id());
        this.range = site.subscription().schemaVersion();
        this.typed =
                site.derived()
                        && site.payloadType() instanceof Class<?>
                        && site.payloadClass() != Object.class;
    }

    /** What a plan depends on. */
    private record Written(String source, String topic, @Nullable String version) {

        boolean is(Event event, @Nullable String written) {
            return source.equals(event.source())
                    && topic.equals(event.topic())
                    && Objects.equals(version, written);
        }
    }

    private record Planned(Written written, PayloadMigrations by, DeliveryPlan plan) {

        @SuppressWarnings("ReferenceEquality") // migrations are themselves
        boolean is(Event event, @Nullable String version, PayloadMigrations now) {
            return by == now && written.is(event, version);
        }
    }

    /** What does not fit a subscription of any version may do so in another one. */
    @Override
    public Event read(Event event) {
        if (range == null && isBound(event.payload())) {
            return event;
        }
        DeliveryPlan plan = plan(event);
        return switch (plan.kind()) {
            case PASS -> event;
            case UPCAST, DOWNCAST ->
                    range == null && faults(event).isEmpty() ? event : migrated(event, plan);
            case REJECT ->
                    refusals.refuse(event, Refusal.NO_MIGRATION_PATH, List.of(), plan.reason());
        };
    }

    private DeliveryPlan plan(Event event) {
        PayloadMigrations now = migrations.current();
        String version = event.schemaVersion();
        Planned known = last;
        if (known != null && known.is(event, version, now)) {
            return known.plan;
        }
        Written written = new Written(event.source(), event.topic(), version);
        Planned planned = plans.get(written);
        if (planned == null || !planned.is(event, version, now)) {
            planned = new Planned(written, now, made(written, now));
            if (plans.size() >= MOST_PLANS) {
                plans.clear();
            }
            plans.put(written, planned);
        }
        last = planned;
        return planned.plan;
    }

    private DeliveryPlan made(Written written, PayloadMigrations now) {
        return DeliveryPlan.of(
                new Delivery(
                        written.source,
                        written.topic,
                        written.version,
                        site.agent(),
                        range == null ? DeliveryPlan.ANY : range),
                now);
    }

    @Override
    public void admit(Event event) {
        if (event instanceof ReadEvent read) {
            refusals.migrated(read);
        } else if (refusals.validates() && !isBound(event.payload())) {
            List<Violation> faults = faults(event);
            if (!faults.isEmpty()) {
                refusals.refuse(event, Refusal.SCHEMA_VIOLATED, faults, "");
            }
        }
    }

    @Override
    public @Nullable Object keyed(Event event) {
        if (range == null) {
            return event.payload();
        }
        DeliveryPlan plan = plan(event);
        JsonNode tree = plan.paths().isEmpty() ? null : tree(event.payload());
        JsonNode migrated = tree == null ? null : keys.migrated(plan.paths().getFirst(), tree);
        return migrated == null ? event.payload() : migrated;
    }

    /** What has no JSON form is not looked at: binding tells. */
    private List<Violation> faults(Event event) {
        JsonNode tree = tree(event.payload());
        return tree == null ? List.of() : faults(tree);
    }

    /**
     * Whether it is of the handler's own type, which its schema was derived from. Nothing is
     * nothing in every type.
     */
    private boolean isBound(@Nullable Object payload) {
        return payload == null || (typed && site.payloadClass().isInstance(payload));
    }

    /** The payload in JSON; {@code null} for what has no such form, which binding will tell. */
    private static @Nullable JsonNode tree(@Nullable Object payload) {
        try {
            return payload instanceof JsonNode node ? node : Json.MAPPER.valueToTree(payload);
        } catch (JacksonException | IllegalArgumentException e) {
            return null;
        }
    }

    private List<Violation> faults(JsonNode tree) {
        Schema schema = site.subscription().payloadSchema();
        if (!refusals.validates() || schema.equals(Schema.ANY)) {
            return List.of();
        }
        SchemaValidator known = validator;
        if (known == null) {
            known = SchemaValidator.of(schema);
            validator = known;
        }
        List<Violation> faults = known.validate(tree);
        return faults.isEmpty() || known.acceptsAsIs(tree) ? List.of() : faults;
    }

    private Event migrated(Event event, DeliveryPlan plan) {
        JsonNode tree = tree(event.payload());
        List<Violation> first = List.of();
        for (MigrationPath path : plan.paths()) {
            JsonNode migrated = applied(event, path, tree);
            List<Violation> faults = faults(migrated);
            if (faults.isEmpty()) {
                return new ReadEvent(event, migrated, path.from().text(), path.to().text());
            }
            first = first.isEmpty() ? faults : first;
        }
        String way = plan.kind() == Kind.UPCAST ? "as " : "back as ";
        return refusals.refuse(
                event, Refusal.SCHEMA_VIOLATED, first, way + plan.paths().getFirst().to());
    }

    /** A migration is somebody else's code, which may throw anything. */
    private JsonNode applied(Event event, MigrationPath path, @Nullable JsonNode tree) {
        try {
            return Objects.requireNonNull(
                    path.apply(Objects.requireNonNull(tree, "the payload has no JSON form")),
                    "the migration answers null");
        } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError e) {
            List<Violation> places =
                    e instanceof GraphBusException known ? known.problem().violations() : List.of();
            throw refusals.failed(event, path, places, e);
        }
    }
}
