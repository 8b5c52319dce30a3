package io.graphbus.migration.delivery;

import io.graphbus.agent.Event;
import io.graphbus.gate.ContractValidation;
import io.graphbus.gate.ReadEvent;
import io.graphbus.gate.Reading;
import io.graphbus.migration.MigrationPath;
import io.graphbus.migration.delivery.DeliverySignal.PayloadMigrated;
import io.graphbus.migration.delivery.DeliverySignal.PayloadRefused;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.RefusedPayloadException;
import io.graphbus.problem.Violation;
import io.graphbus.signal.Signals;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what versions did to the deliveries of one subscription. Usable from any thread. */
final class Refusals {

    private static final Logger log = LoggerFactory.getLogger("io.graphbus.delivery");
    private static final int MOST_KINDS = 100;

    private final Reading.Site site;
    private final ContractValidation validation;
    private final Signals.Channel<PayloadMigrated> migrated;
    private final Signals.Channel<PayloadRefused> refused;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    Refusals(Reading.Site site, ContractValidation validation, Signals signals) {
        this.site = site;
        this.validation = validation;
        this.migrated = signals.channel(PayloadMigrated.class);
        this.refused = signals.channel(PayloadRefused.class);
    }

    /** Whether payloads are compared with the subscription's schema. */
    boolean validates() {
        return validation != ContractValidation.OFF;
    }

    /** Tells that a payload is handed over migrated, if it was. */
    void migrated(ReadEvent event) {
        String from = event.from();
        String to = event.schemaVersion();
        if (from != null && to != null && migrated.isHeard()) {
            migrated.send(
                    new PayloadMigrated(
                            event.original(), site.agent(), site.subscription().id(), from, to));
        }
    }

    /** The event all the same, unless contracts are enforced. */
    Event refuse(Event event, Refusal reason, List<Violation> places, String more) {
        if (validation == ContractValidation.OFF) {
            return event;
        }
        boolean enforced = validation == ContractValidation.ENFORCE;
        Problem problem = problem(event, reason, places, more);
        send(event, reason, places, enforced);
        if (enforced) {
            throw new RefusedPayloadException(problem, null);
        }
        String kind = reason + " " + event.source() + " " + event.topic() + event.schemaVersion();
        if (told.size() < MOST_KINDS && told.add(kind)) {
            log.warn("{}: {} Further ones are counted but not logged.", problem, problem.hint());
        }
        return ReadEvent.refused(event);
    }

    /** A migration has failed; there is nothing that could be handed over. */
    GraphBusException failed(
            Event event, MigrationPath path, List<Violation> places, Throwable cause) {
        send(event, Refusal.MIGRATION_FAILED, places, true);
        String why =
                cause instanceof GraphBusException known
                        ? known.problem().message()
                        : String.valueOf(cause);
        Problem problem =
                Problem.of(
                                ProblemCode.MIGRATION_FAILED,
                                where(),
                                what(event) + " could not be migrated (" + path + "): " + why,
                                "Mend the migration; graphbus migrate validate tries it.")
                        .with(places);
        return new RefusedPayloadException(problem, cause);
    }

    private void send(Event event, Refusal reason, List<Violation> places, boolean enforced) {
        if (refused.isHeard()) {
            refused.send(
                    new PayloadRefused(
                            event,
                            site.agent(),
                            site.subscription().id(),
                            event.schemaVersion(),
                            range(),
                            reason,
                            places.isEmpty() ? "" : places.getFirst().path(),
                            enforced));
        }
    }

    private Problem problem(Event event, Refusal reason, List<Violation> places, String more) {
        boolean path = reason == Refusal.NO_MIGRATION_PATH;
        return Problem.of(
                        path ? ProblemCode.NO_MIGRATION_PATH : ProblemCode.INVALID_PAYLOAD,
                        where(),
                        path
                                ? what(event) + " is not read here: " + more
                                : what(event)
                                        + " does not fit"
                                        + (more.isEmpty() ? "" : " " + more)
                                        + ": "
                                        + words(places.getFirst()),
                        path
                                ? "Declare a migration with @AutoMigrate or graphbus migrate"
                                        + " create, or widen the range of @SchemaVersion."
                                : "Publish what " + where() + " takes, or migrate it.")
                .with(places);
    }

    private static String words(Violation place) {
        return place.path().isEmpty() ? place.message() : place.path() + ": " + place.message();
    }

    private static String what(Event event) {
        String version = event.schemaVersion();
        return "event "
                + event.id()
                + " of "
                + event.source()
                + " on "
                + event.topic()
                + (version == null ? "" : " in version " + version);
    }

    private String where() {
        return site.agent() + "." + site.subscription().handler();
    }

    private String range() {
        String range = site.subscription().schemaVersion();
        return range == null ? DeliveryPlan.ANY : range;
    }
}
