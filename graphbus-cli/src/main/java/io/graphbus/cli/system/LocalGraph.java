package io.graphbus.cli.system;

import io.graphbus.GraphBus;
import io.graphbus.cli.config.Configuration;
import io.graphbus.cli.config.RuntimeSettings;
import io.graphbus.cli.log.EventFile;
import io.graphbus.durable.Durability;
import io.graphbus.durable.retention.Retention;
import io.graphbus.durable.retention.Trimming;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A graph in this process, with the event log that durable topics need. */
public final class LocalGraph implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMinutes(1);

    private final GraphBus bus;
    private final @Nullable EventFile events;
    private final @Nullable Trimming trimming;

    private LocalGraph(GraphBus bus, @Nullable EventFile events, @Nullable Trimming trimming) {
        this.bus = bus;
        this.events = events;
        this.trimming = trimming;
    }

    /**
     * The graph in the artifacts, not started.
     *
     * @param kept where its agents keep their state; with durable topics they do so anyway
     */
    public static LocalGraph open(
            Path artifacts,
            Optional<Path> kept,
            RuntimeSettings settings,
            Configuration configuration) {
        return open(
                artifacts,
                kept,
                settings.durability(configuration),
                settings.retention(configuration));
    }

    /** The same with no durable topics. */
    public static LocalGraph open(Path artifacts, Optional<Path> kept) {
        return open(
                artifacts,
                kept,
                Durability.NONE,
                new Retention(Duration.ZERO, 0, null, Duration.ZERO));
    }

    private static LocalGraph open(
            Path artifacts, Optional<Path> kept, Durability durability, Retention retention) {
        Optional<Path> data =
                durability.isAny()
                        ? kept.or(() -> Optional.of(LocalSystem.usualData(artifacts)))
                        : kept;
        if (data.filter(d -> durability.isAny() || EventFile.exists(d)).isEmpty()) {
            return new LocalGraph(
                    LocalSystem.builder(artifacts, kept, Optional.empty()).build(), null, null);
        }
        EventFile events = EventFile.open(data.orElseThrow());
        try {
            GraphBus.Builder graph =
                    LocalSystem.builder(artifacts, data, Optional.of(events.states()));
            graph.eventLog(events.log(), durability);
            return new LocalGraph(
                    graph.build(),
                    events,
                    new Trimming(events.log(), retention, Clock.systemUTC(), LOOK));
        } catch (RuntimeException e) {
            events.close();
            throw e;
        }
    }

    public GraphBus bus() {
        return bus;
    }

    /** Starts to remove what is kept for long enough; the graph is started by its bus. */
    public void tidy() {
        if (trimming != null) {
            trimming.start();
        }
    }

    @Override
    public void close() {
        if (trimming != null) {
            trimming.close();
        }
        bus.close();
        if (events != null) {
            events.close();
        }
    }
}
