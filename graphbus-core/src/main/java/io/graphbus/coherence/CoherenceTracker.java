package io.graphbus.coherence;

import io.graphbus.agent.Event;
import io.graphbus.coherence.evidence.Evidence;
import io.graphbus.coherence.evidence.Interaction;
import io.graphbus.coherence.evidence.MinuteSeries;
import io.graphbus.coherence.evidence.Outcome;
import io.graphbus.coherence.evidence.Snapshot;
import io.graphbus.coherence.evidence.StateCompletion;
import io.graphbus.coherence.relation.VersionRelations;
import io.graphbus.coherence.score.Assessment;
import io.graphbus.coherence.score.Level;
import io.graphbus.migration.delivery.DeliverySignal;
import io.graphbus.migration.delivery.DeliverySignal.PayloadMigrated;
import io.graphbus.migration.delivery.DeliverySignal.PayloadRefused;
import io.graphbus.migration.delivery.Refusal;
import io.graphbus.signal.EngineSignal.DeliveryCompleted;
import io.graphbus.signal.EngineSignal.DeliveryDead;
import io.graphbus.signal.EngineSignal.DeliverySkipped;
import io.graphbus.signal.SignalListener;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches whether versions agree, by the deliveries of a running graph: give its {@link #listeners}
 * to the graph before the start. A delivery counts once, when it was made or given up; what its
 * handler threw does not matter. Memory is bounded. Usable from any thread.
 *
 * <pre>{@code
 * CoherenceTracker tracker = new CoherenceTracker(CoherenceOptions.DEFAULTS);
 * tracker.listeners().forEach(bus::listener);
 * bus.start();
 * Assessment now = tracker.assess();
 * }</pre>
 */
public final class CoherenceTracker {

    private final CoherenceOptions options;
    private final Histories histories = new Histories();
    private final Cells cells;
    private final OnTheWay onTheWay = new OnTheWay();
    private final AtomicReference<@Nullable Level> level = new AtomicReference<>();
    private volatile VersionRelations relations = VersionRelations.byNumber();
    private volatile Supplier<StateCompletion> states = () -> StateCompletion.NONE;
    private volatile @Nullable Consumer<Interaction> recorder;

    public CoherenceTracker(CoherenceOptions options) {
        this.options = options;
        this.cells =
                new Cells(
                        Decay.of(options.halfLife()),
                        options.maxCells(),
                        histories,
                        options.clock().millis());
    }

    /** What hears the graph: all of the four below. */
    public List<SignalListener<?>> listeners() {
        return List.of(made(), givenUp(), skipped(), payloads());
    }

    /** Hears of deliveries that were made. */
    public SignalListener<DeliveryCompleted> made() {
        return SignalListener.of(
                DeliveryCompleted.class, d -> over(d.event(), d.agent(), d.subscription()));
    }

    /** Hears of deliveries that were given up. */
    public SignalListener<DeliveryDead> givenUp() {
        return SignalListener.of(
                DeliveryDead.class, d -> over(d.event(), d.agent(), d.subscription()));
    }

    /** Hears of deliveries that are not made after all, which do not count. */
    public SignalListener<DeliverySkipped> skipped() {
        return SignalListener.of(
                DeliverySkipped.class,
                d -> {
                    if (!onTheWay.isEmpty()) {
                        onTheWay.take(d.event().id(), d.agent(), d.subscription());
                    }
                });
    }

    /** Hears of payloads that were migrated or refused. */
    public SignalListener<DeliverySignal> payloads() {
        return SignalListener.of(DeliverySignal.class, this::said);
    }

    /** How versions stand to each other from now on. */
    public void relations(VersionRelations given) {
        relations = given;
    }

    public VersionRelations relations() {
        return relations;
    }

    /** Who knows how far kept states have been migrated. */
    public void states(Supplier<StateCompletion> given) {
        states = given;
    }

    /** Writes down every delivery from now on, on the thread it happens on. */
    public void recorder(Consumer<Interaction> given) {
        recorder = given;
    }

    private void said(DeliverySignal signal) {
        Outcome outcome =
                switch (signal) {
                    case PayloadMigrated migrated -> Outcome.MIGRATED;
                    case PayloadRefused refused -> outcome(refused.reason());
                };
        onTheWay.put(signal, outcome, options.clock().millis());
    }

    private static Outcome outcome(Refusal reason) {
        return switch (reason) {
            case NO_MIGRATION_PATH -> Outcome.NO_PATH;
            case MIGRATION_FAILED -> Outcome.MIGRATION_FAILED;
            case SCHEMA_VIOLATED -> Outcome.VIOLATED;
        };
    }

    private void over(Event event, String agent, String subscription) {
        Outcome outcome =
                onTheWay.isEmpty()
                        ? Outcome.PASSED
                        : onTheWay.take(event.id(), agent, subscription);
        String written = event.schemaVersion();
        long millis = options.clock().millis();
        cells.count(
                new CellKey(event.source(), agent, event.topic()),
                written == null ? Interaction.NO_VERSION : written,
                outcome,
                millis,
                event);
        Consumer<Interaction> recording = recorder;
        if (recording != null) {
            recording.accept(
                    new Interaction(
                            Instant.ofEpochMilli(millis),
                            event.source(),
                            agent,
                            event.topic(),
                            written,
                            outcome));
        }
    }

    /** Counts a delivery that was recorded, at the time it was made. */
    public void count(Interaction interaction) {
        long millis = interaction.at().toEpochMilli();
        cells.count(
                new CellKey(interaction.source(), interaction.target(), interaction.topic()),
                interaction.written(),
                interaction.outcome(),
                millis,
                null);
    }

    /** What was seen, as of now. */
    public Evidence evidence() {
        Instant now = options.clock().instant();
        return new Evidence(
                now,
                options.halfLife(),
                cells.evidence(now.toEpochMilli()),
                states.get(),
                cells.folded());
    }

    /** How coherent the traffic is now. */
    public Assessment assess() {
        return assess(evidence());
    }

    /** Judges evidence of this tracker; the level is kept in mind for the next time. */
    public Assessment assess(Evidence evidence) {
        Assessment assessment = Assessment.of(evidence, relations, level.get());
        level.set(assessment.plain());
        return assessment;
    }

    /** Deliveries per minute of the last 24 hours, up to now. */
    public List<MinuteSeries> minutes() {
        long now = options.clock().millis();
        cells.evidence(now);
        return histories.series(now);
    }

    /** All that is known, as of now. */
    public Snapshot snapshot() {
        Level last = level.get();
        return new Snapshot(evidence(), last == null ? null : last.name(), minutes());
    }

    /** Goes on from what was known in an earlier run; one that has counted goes on as it is. */
    public void restore(Snapshot snapshot) {
        if (!cells.isEmpty()) {
            return;
        }
        cells.restore(snapshot.evidence());
        histories.restore(snapshot.minutes());
        Arrays.stream(Level.values())
                .filter(known -> known.name().equals(snapshot.level()))
                .forEach(level::set);
    }

    /** Cells that are told apart at the moment. */
    public int size() {
        return cells.size();
    }
}
