package io.graphbus.durable;

import io.graphbus.agent.Start;
import io.graphbus.bus.Envelope;
import io.graphbus.bus.Outlet;
import io.graphbus.bus.Receipt;
import io.graphbus.bus.Subscriber;
import io.graphbus.durable.append.Appender;
import io.graphbus.durable.append.EventCodec;
import io.graphbus.durable.append.Releases;
import io.graphbus.durable.letter.LetterMigration;
import io.graphbus.durable.progress.Gaps;
import io.graphbus.durable.progress.Orphans;
import io.graphbus.durable.progress.Tail;
import io.graphbus.durable.putoff.PutOff;
import io.graphbus.migration.delivery.PayloadMigrations;
import io.graphbus.retry.Retried;
import io.graphbus.store.log.DeadLetter;
import io.graphbus.store.log.EventData;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.Progress;
import io.graphbus.store.log.Reader;
import io.graphbus.store.log.StoredEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Delivers events of durable topics from the event log: at least once, in order per key, also when
 * this process is killed. Lives from one start to the next stop; usable from any thread.
 */
final class DurableOutlet extends Outlet implements Pump.Feeds, Works {

    private final EventLog log;
    private final Durability durability;
    private final Host host;
    private final EventCodec codec;
    private final Tail tail = new Tail();
    private final Notes notes = new Notes();
    private final Appender appender;
    private final Commits commits;
    private final Repeats repeats;
    private final Releases releases;
    private final Pump pump;
    private final Keeper keeper;
    final Claims claims;
    private final List<Feed> feeds = new CopyOnWriteArrayList<>();
    volatile LetterMigration migration = new LetterMigration(() -> PayloadMigrations.NONE);
    private volatile boolean started;
    private volatile boolean over;

    DurableOutlet(EventLog log, Durability durability, Commits commits, Host host) {
        this.commits = commits;
        this.log = log;
        this.durability = durability;
        this.host = host;
        codec = new EventCodec(durability.maxPayload());
        appender = new Appender(log, this::kept);
        Gaps gaps = new Gaps(log);
        repeats = new Repeats(log, this::restored);
        releases = new Releases(log, host.timer(), host.clock(), this::stir);
        pump = new Pump(log, tail, gaps, repeats, this, durability, host.problems());
        keeper = new Keeper(log, notes, this::all, gaps, host.problems());
        claims = new Claims(log, host.node(), durability.lease(), keeper);
    }

    @Override
    public boolean takes(String topic) {
        return durability.takes(topic);
    }

    @Override
    public Receipt accept(Envelope event, boolean inside) {
        number(event);
        appender.append(codec.data(event), event);
        return event;
    }

    @Override
    public Receipt acceptLater(Envelope event) {
        number(event);
        log.appendLater(codec.data(event), event.time());
        releases.at(event.time());
        return event;
    }

    @Override
    public boolean release() {
        return releases.release(this::released);
    }

    private void released(StoredEvent event) {
        Envelope mine = restored(event);
        number(mine);
        kept(event.position(), event.data(), mine);
    }

    private void kept(long position, EventData data, Envelope event) {
        announce(event);
        tail.add(position, event, data.payload().length());
        pump.stir();
    }

    @Override
    public void subscribed(Subscriber subscriber) {
        if (subscriber instanceof Retried to && durability.concerns(to.topic())) {
            Feed feed = new Feed(to, this, durability, log.parts());
            long first =
                    log.open(feed.reader, to.definition().from() == Start.EARLIEST).stream()
                            .mapToLong(Progress::cursor)
                            .min()
                            .orElseThrow();
            feed.read = started ? pump.horizon() : first;
            feed.live = true;
            feeds.add(feed);
            claims.soon();
        }
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // subscriptions are themselves
    public void unsubscribed(Subscriber subscriber) {
        for (Feed feed : feeds) {
            if (feed.to == subscriber && !over) {
                keeper.awaitKept(Duration.ofSeconds(5));
                feeds.remove(feed);
                feed.close();
            }
        }
    }

    @Override
    public void start() {
        long newest = log.newest();
        claims.look(feeds);
        Stream<Feed> run = feeds.stream().filter(feed -> !feed.hold.isOn());
        long first = run.mapToLong(feed -> feed.read).min().orElse(newest);
        tail.reached(newest);
        started = true;
        pump.start(first);
        keeper.start();
        Orphans.of(log, readers()).stream().map(Orphans::problem).forEach(host.problems());
    }

    @Override
    public void pause() {
        pump.pause();
    }

    @Override
    public boolean isIdle() {
        return feeds.stream().allMatch(feed -> feed.load.isIdle())
                && !releases.isWaiting()
                && pump.isIdle()
                && feeds.stream().allMatch(feed -> feed.load.isIdle());
    }

    @Override
    public long offered() {
        return feeds.stream().mapToLong(feed -> feed.load.offered()).sum();
    }

    @Override
    public long open() {
        return feeds.stream().mapToLong(feed -> feed.load.flying() + feed.load.deferred()).sum();
    }

    @Override
    public long deferred() {
        return feeds.stream().mapToLong(feed -> feed.load.deferred()).sum();
    }

    @Override
    public void close() {
        over = true;
        if (started) {
            pump.close();
            keeper.close(Duration.ofSeconds(5), claims::close);
        }
    }

    @Override
    public List<Feed> all() {
        return feeds;
    }

    @Override
    public void claim() {
        claims.claim(feeds);
    }

    @Override
    public Envelope restored(StoredEvent event) {
        return restored(event.data());
    }

    private Envelope restored(EventData data) {
        return restored(
                EventCodec.wish(data),
                data.source(),
                EventCodec.payload(data),
                data.time(),
                EventCodec.origin(data));
    }

    @Override
    public boolean begin(Feed feed, long position, Envelope event, boolean late) {
        if (!feed.to.topic().matches(event.topic())) {
            return true;
        }
        int slot = slotOf(event, feed.to);
        if (slot >= 0) {
            return feed.begin(position, event, slot, late);
        }
        Envelope mine = restored(codec.data(event));
        int again = slotOf(mine, feed.to);
        return again < 0 || feed.begin(position, mine, again, late);
    }

    /** The subscriptions that run here. */
    List<Reader> readers() {
        return feeds.stream().map(feed -> feed.reader).toList();
    }

    /** The last position that is known here. */
    long newest() {
        return Math.max(tail.newest(), pump.horizon());
    }

    @Override
    public void put(Delivering delivery) {
        super.put(delivery);
    }

    @Override
    public void after(Duration pause, Feed feed, PutOff again) {
        host.timer().after(pause, () -> now(feed, again));
    }

    @Override
    public void now(Feed feed, PutOff again) {
        repeats.add(feed, again);
        pump.stir();
    }

    @Override
    public void stir() {
        pump.stir();
    }

    @Override
    public Notes notes() {
        return notes;
    }

    @Override
    public EventData data(Envelope event) {
        return codec.data(event);
    }

    @Override
    public @Nullable String key(Feed feed, DeadLetter letter) {
        return feed.key(restored(letter.event()));
    }

    @Override
    public Envelope migrated(DeadLetter letter) {
        return restored(migration.event(letter));
    }

    /** Marks letters and delivers them once more, where they are ours. */
    void replay(Supplier<List<DeadLetter>> marked) {
        claims.withLetters(() -> repeats.replay(marked.get(), feeds));
    }

    @Override
    public Instant time() {
        return host.clock().instant();
    }

    @Override
    public Duration pause(Retried to, int failures) {
        return to.retryPolicy().pause(failures, host.random());
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public Commits commits() {
        return commits;
    }
}
