package io.graphbus.durable;

import io.graphbus.agent.Once;
import io.graphbus.bus.Outlet;
import io.graphbus.durable.audit.Audit;
import io.graphbus.durable.audit.Edge;
import io.graphbus.durable.letter.LetterMigration;
import io.graphbus.durable.once.LogOnce;
import io.graphbus.durable.pause.Pauses;
import io.graphbus.durable.progress.Lag;
import io.graphbus.durable.progress.Orphans;
import io.graphbus.migration.delivery.PayloadMigrations;
import io.graphbus.state.CommittedStates;
import io.graphbus.store.log.DeadLetter;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.EventLog.Query;
import io.graphbus.store.log.Reader;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps events of durable topics of one graph in an event log, through stops and starts. */
public final class DurableTopics implements Outlet.Maker {

    private final EventLog log;
    private final Durability durability;
    private volatile PayloadMigrations.Source migrations = () -> PayloadMigrations.NONE;
    private volatile @Nullable DurableOutlet current;
    private volatile @Nullable CommittedStates states;
    private @Nullable Once once;

    /**
     * Nothing is kept before the graph starts.
     *
     * @param log stays open; whoever made it closes it after the graph
     */
    public DurableTopics(EventLog log, Durability durability) {
        this.log = log;
        this.durability = durability;
    }

    @Override
    public Outlet outlet(Outlet.Host host) {
        if (!durability.isAny()) {
            return new Outlet();
        }
        DurableOutlet fresh =
                new DurableOutlet(log, durability, new Commits(log, () -> states), host);
        fresh.migration = new LetterMigration(migrations);
        current = fresh;
        return fresh;
    }

    /** One for all starts, made when it is first asked for. */
    @Override
    public synchronized Once once(InstantSource clock) {
        Once known = once;
        if (known == null) {
            known = new LogOnce(log, clock);
            once = known;
        }
        return known;
    }

    /** Keeps the state of agents together with the deliveries it follows from. */
    public void states(CommittedStates committed) {
        states = committed;
        committed.elsewhere(this::isElsewhere);
    }

    /** Whether another process may have an agent with state. */
    private boolean isElsewhere(String agent) {
        DurableOutlet running = current;
        return running != null
                && running.all().stream()
                        .filter(feed -> feed.to.isExclusive() && feed.reader.agent().equals(agent))
                        .anyMatch(feed -> running.isOver() || !feed.parts[0].isOwned());
    }

    /** Replays that ask for another version of a payload find the way by these. */
    public DurableTopics migrations(PayloadMigrations.Source source) {
        migrations = source;
        return this;
    }

    /** What events are kept in. */
    public EventLog log() {
        return log;
    }

    public Durability durability() {
        return durability;
    }

    /**
     * Marks letters and has them delivered once more; those of subscriptions that do not run here
     * are delivered where and when they do.
     */
    public void replay(Supplier<List<DeadLetter>> marked) {
        DurableOutlet running = current;
        if (running == null) {
            var unused = marked.get(); // they are delivered when the graph runs
        } else {
            running.replay(marked);
        }
    }

    /**
     * Recounts what has become of events; those of subscriptions that do not run here it cannot.
     */
    public Audit audit() {
        DurableOutlet running = current;
        return new Audit(
                log,
                running == null
                        ? List.of()
                        : running.all().stream().map(DurableTopics::edge).toList());
    }

    private static Edge edge(Feed feed) {
        return new Edge(feed.reader, feed.to.topic().text(), event -> feed.part(event).number());
    }

    /**
     * How far each subscription is behind, sorted: those that run here, and those the log knows
     * that are not part of the graph any more; empty when the graph does not run.
     */
    public List<Lag> lags() {
        DurableOutlet running = current;
        if (running == null) {
            return List.of();
        }
        long newest = running.newest();
        return Stream.concat(
                        running.all().stream().map(feed -> lag(feed, newest)),
                        Orphans.of(log, running.readers()).stream()
                                .map(reader -> Orphans.lag(log, reader, newest)))
                .sorted(Comparator.comparing(Lag::reader))
                .toList();
    }

    /** Of one that is held, what waits is in the log alone. */
    private Lag lag(Feed feed, long newest) {
        if (!feed.hold.isOn() || !feed.load.isIdle()) {
            return feed.lag(newest);
        }
        Lag kept = Orphans.lag(log, feed.reader, newest);
        Query first =
                new Query(
                        feed.to.topic().text(),
                        null,
                        newest - kept.unread() + 1,
                        newest,
                        null,
                        null,
                        true,
                        1);
        return kept.paused(
                feed.hold.isPaused(),
                kept.unread() == 0
                        ? null
                        : log.search(first).stream()
                                .findFirst()
                                .map(event -> event.data().time())
                                .orElse(null));
    }

    /** What pauses subscriptions, whether or not the graph runs. */
    public Pauses pauses() {
        return new Pauses(log, new Held());
    }

    /** The subscriptions that are held here. */
    private final class Held implements Pauses.Running {

        @Override
        public void look() {
            DurableOutlet running = current;
            if (running != null) {
                running.claims.look(running.all());
                running.stir();
            }
        }

        @Override
        public List<Reader> paused() {
            DurableOutlet running = current;
            return running == null
                    ? List.of()
                    : running.all().stream()
                            .filter(feed -> feed.hold.isPaused())
                            .map(feed -> feed.reader)
                            .sorted()
                            .toList();
        }
    }
}
