package io.graphbus.store.log.jdbc;

import io.graphbus.store.log.DeadLetters;
import io.graphbus.store.log.Deferred;
import io.graphbus.store.log.EventData;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.Progress;
import io.graphbus.store.log.Reader;
import io.graphbus.store.log.Settlement;
import io.graphbus.store.log.Settlement.Place;
import io.graphbus.store.log.Standing;
import io.graphbus.store.log.StoredEvent;
import io.graphbus.store.log.jdbc.database.Database;
import io.graphbus.store.log.jdbc.database.LogSchema;
import io.graphbus.store.log.jdbc.database.ThreadTransactions;
import io.graphbus.store.log.jdbc.database.Transactions;
import io.graphbus.store.log.jdbc.vendor.H2Vendor;
import io.graphbus.store.log.jdbc.vendor.PostgresVendor;
import io.graphbus.store.log.jdbc.vendor.Vendor;
import io.graphbus.store.log.name.KeptNames;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps events in an H2 database, which one process has with one such log, or in PostgreSQL, which
 * any number of processes share. The tables have to be there; see {@link LogSchema}. Times are kept
 * in milliseconds. Safe for use by many threads.
 */
public final class JdbcEventLog implements EventLog {

    private final Database database;
    private final Vendor vendor;
    private final Appends appends;
    private final EventRows events;
    private final ReaderRows readers;
    private final LetterRows letters;
    private final SettleRows settlements;
    private final NameRows names;

    private JdbcEventLog(Database database, Vendor vendor) {
        this.database = database;
        this.vendor = vendor;
        this.events = new EventRows(database, vendor);
        this.appends = new Appends(database, vendor, p -> events.at(boxed(p)).size() == p.length);
        this.readers = new ReaderRows(database, vendor.parts());
        this.letters = new LetterRows(database, vendor);
        this.settlements = new SettleRows(database, vendor, letters);
        this.names = new NameRows(database, vendor);
    }

    private static List<Long> boxed(long[] positions) {
        return Arrays.stream(positions).boxed().toList();
    }

    /** A log where no framework has transactions; only {@link #together} begins one. */
    public static JdbcEventLog open(DataSource connections) {
        return open(connections, new ThreadTransactions(connections));
    }

    /**
     * A log whose callers may be in transactions.
     *
     * @param connections each of them free, whatever the calling thread is in
     * @throws io.graphbus.problem.GraphBusException {@code DATABASE_UNREACHABLE}, or {@code
     *     INVALID_CONFIGURATION} for another database than H2 and PostgreSQL
     */
    public static JdbcEventLog open(DataSource connections, Transactions transactions) {
        Database database = new Database(connections, transactions);
        return of(database, database.read("tell what it is", LogSchema::vendor));
    }

    /**
     * A log of a database that is not asked anything yet.
     *
     * @param vendor {@code h2} or {@code postgresql}
     */
    public static JdbcEventLog of(
            DataSource connections, Transactions transactions, String vendor) {
        return of(new Database(connections, transactions), vendor);
    }

    private static JdbcEventLog of(Database database, String vendor) {
        return new JdbcEventLog(
                database,
                vendor.equals("h2") ? new H2Vendor(database) : new PostgresVendor(database));
    }

    @Override
    public int parts() {
        return vendor.parts();
    }

    @Override
    public long[] append(List<EventData> appended) {
        return appends.append(appended, true);
    }

    @Override
    public long[] tryAppend(List<EventData> appended) {
        return appends.append(appended, false);
    }

    @Override
    public boolean isInTransaction() {
        return database.transactions().isActive();
    }

    @Override
    public long[] appendInTransaction(List<EventData> appended, Consumer<Boolean> ended) {
        return appends.appendInTransaction(appended, ended);
    }

    @Override
    public void appendLater(EventData event, Instant due) {
        appends.appendLater(event, due);
    }

    @Override
    public List<StoredEvent> release(Instant now, int limit) {
        return appends.release(now, limit);
    }

    @Override
    public Optional<Instant> nextDue() {
        return appends.nextDue();
    }

    @Override
    public long newest() {
        return events.newest();
    }

    @Override
    public List<StoredEvent> after(long position, int limit) {
        return events.after(position, limit);
    }

    @Override
    public List<StoredEvent> at(Collection<Long> positions) {
        return events.at(positions);
    }

    @Override
    public Optional<StoredEvent> find(String id) {
        return events.find(id);
    }

    @Override
    public List<StoredEvent> search(Query query) {
        return events.search(query);
    }

    @Override
    public long count(Query query) {
        return events.count(query);
    }

    @Override
    public Mark mark() {
        return vendor.mark();
    }

    @Override
    public boolean isOver(Mark mark) {
        return vendor.isOver(mark);
    }

    @Override
    public List<Progress> open(Reader reader, boolean earliest) {
        return readers.open(reader, earliest);
    }

    @Override
    public List<Place> completed(Reader reader) {
        return readers.completed(reader);
    }

    @Override
    public List<Deferred> deferred(Reader reader) {
        return readers.deferred(reader);
    }

    @Override
    public List<Reader> readers() {
        return readers.readers("");
    }

    @Override
    public List<Progress> progress(Reader reader) {
        return readers.progress(reader);
    }

    @Override
    public boolean pause(Reader reader, boolean paused) {
        return readers.pause(reader, paused);
    }

    @Override
    public List<Reader> paused() {
        return readers.readers(" where paused");
    }

    @Override
    public Optional<Standing> standing(Reader reader) {
        return readers.standing(reader);
    }

    @Override
    public boolean forget(Reader reader) {
        vendor.forget(reader);
        settlements.forget(reader);
        return readers.forget(reader);
    }

    @Override
    public void settle(Settlement settlement) {
        settlements.settle(settlement);
    }

    /** Those that its work joins. */
    Transactions transactions() {
        return database.transactions();
    }

    @Override
    public void together(Runnable work) {
        database.together(work);
    }

    @Override
    public Set<Integer> claim(
            Reader reader, String owner, Duration time, boolean exclusive, Set<Integer> kept) {
        return vendor.claim(reader, owner, time, exclusive, kept);
    }

    @Override
    public void release(String owner) {
        vendor.release(owner);
    }

    @Override
    public long trim(@Nullable Instant before, long keep, Consumer<List<StoredEvent>> archive) {
        return events.trim(before, keep, archive);
    }

    @Override
    public DeadLetters deadLetters() {
        return letters;
    }

    @Override
    public KeptNames names() {
        return names;
    }

    /** Leaves the connections to whom they belong. */
    @Override
    public void close() {
        vendor.close();
    }
}
