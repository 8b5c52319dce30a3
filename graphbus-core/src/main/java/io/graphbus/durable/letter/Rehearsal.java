package io.graphbus.durable.letter;

import io.graphbus.agent.Event;
import io.graphbus.durable.letter.Outcome.Verdict;
import io.graphbus.filter.EventVariables;
import io.graphbus.filter.Filter;
import io.graphbus.gate.ContractValidation;
import io.graphbus.gate.ReadEvent;
import io.graphbus.gate.Reading;
import io.graphbus.invoke.Payloads;
import io.graphbus.migration.MigrationPath;
import io.graphbus.migration.delivery.PayloadMigrations;
import io.graphbus.migration.delivery.VersionedDelivery;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.RefusedPayloadException;
import io.graphbus.signal.Signals;
import io.graphbus.store.log.DeadLetter;
import io.graphbus.store.log.DeadLetter.Status;
import io.graphbus.store.log.EventData;
import io.graphbus.store.log.Reader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Does with letters what a delivery does, up to the handler. Nobody is told of it. For one thread.
 */
final class Rehearsal {

    private final Deliverer deliverer;
    private final LetterMigration migration;
    private final ContractValidation validation;
    private final Reading.Maker readings;
    private final Map<Reader, Optional<Reading.Site>> subscribers = new HashMap<>();
    private final Map<Reader, Optional<Reading>> known = new HashMap<>();
    private final Map<String, Filter> filters = new HashMap<>();

    /** A rehearsal of deliveries that look at payloads in this way. */
    Rehearsal(
            Deliverer deliverer,
            PayloadMigrations.Source migrations,
            ContractValidation validation) {
        PayloadMigrations now = migrations.current();
        this.deliverer = deliverer;
        this.migration = new LetterMigration(() -> now);
        this.validation = validation;
        this.readings =
                new VersionedDelivery(
                        validation == ContractValidation.WARN
                                ? ContractValidation.ENFORCE
                                : validation,
                        () -> now,
                        new Signals());
    }

    Outcome of(DeadLetter letter) {
        if (letter.status() == Status.REPLAYING) {
            return new Outcome(letter, Verdict.REPLAYING, null, List.of(), null);
        }
        Optional<Reading.Site> subscriber =
                subscribers.computeIfAbsent(letter.reader(), deliverer::subscriber);
        if (subscriber.isEmpty()) {
            return new Outcome(
                    letter,
                    Verdict.NO_SUBSCRIPTION,
                    null,
                    List.of(),
                    Gone.problem(letter.reader(), deliverer.subscriptions()));
        }
        Instant expires = letter.event().expires();
        if (expires != null && !deliverer.now().isBefore(expires)) {
            return new Outcome(letter, Verdict.EXPIRED, null, List.of(), null);
        }
        try {
            return delivered(letter, subscriber.get());
        } catch (GraphBusException e) {
            return new Outcome(letter, Verdict.REFUSED, null, List.of(), e.problem());
        }
    }

    private Outcome delivered(DeadLetter letter, Reading.Site site) {
        Optional<MigrationPath> asked = migration.path(letter);
        EventData data = migration.event(letter, asked);
        List<MigrationPath> ways = new ArrayList<>(asked.stream().toList());
        Seen seen = read(letter.reader(), site, new KeptEvent(data));
        if (seen.event instanceof ReadEvent migrated && migrated.from() != null) {
            ways.addAll(
                    migration.paths(
                            data,
                            letter.reader().agent(),
                            site.subscription().schemaVersion(),
                            migrated.schemaVersion()));
        }
        if (!passes(site, seen.event)) {
            return outcome(letter, Verdict.FILTERED, seen, ways);
        }
        Seen admitted = seen.problem == null ? admit(letter.reader(), site, seen.event) : seen;
        Payloads.convert(admitted.event.payload(), site.payloadType());
        return outcome(letter, Verdict.DELIVERED, admitted, ways);
    }

    /** An event as the subscription reads it, and what there would be a warning of. */
    private record Seen(Event event, @Nullable Problem problem) {}

    private Seen read(Reader reader, Reading.Site site, Event event) {
        Reading reading = reading(reader, site);
        try {
            return new Seen(reading == null ? event : reading.read(event), null);
        } catch (RefusedPayloadException e) {
            return warned(event, e);
        }
    }

    private Seen admit(Reader reader, Reading.Site site, Event read) {
        Reading reading = reading(reader, site);
        try {
            if (reading != null) {
                reading.admit(read);
            }
            return new Seen(read, null);
        } catch (RefusedPayloadException e) {
            return warned(read, e);
        }
    }

    private Seen warned(Event event, RefusedPayloadException refusal) {
        if (isFinal(refusal)) {
            throw refusal;
        }
        return new Seen(event, refusal.problem());
    }

    private boolean isFinal(RefusedPayloadException refusal) {
        return validation == ContractValidation.ENFORCE
                || refusal.problem().code() == ProblemCode.MIGRATION_FAILED;
    }

    private @Nullable Reading reading(Reader reader, Reading.Site site) {
        return known.computeIfAbsent(reader, r -> Optional.ofNullable(readings.reading(site)))
                .orElse(null);
    }

    /** As a delivery does: what a filter cannot be evaluated for does not pass. */
    private boolean passes(Reading.Site site, Event event) {
        String expression = site.subscription().filter();
        if (expression == null) {
            return true;
        }
        Filter filter = filters.computeIfAbsent(expression, Filter::compile);
        try {
            return filter.test(new EventVariables(event, Payloads::plainOf));
        } catch (RuntimeException e) { // whatever an expression meets in a payload
            return false;
        }
    }

    private static Outcome outcome(
            DeadLetter letter, Verdict verdict, Seen seen, List<MigrationPath> ways) {
        List<String> steps =
                ways.stream()
                        .flatMap(way -> way.steps().stream())
                        .map(MigrationPath.Step::words)
                        .toList();
        return new Outcome(letter, verdict, seen.event.schemaVersion(), steps, seen.problem);
    }
}
