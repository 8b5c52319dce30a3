package io.graphbus.store.log.jdbc;

import static io.graphbus.store.log.jdbc.column.EventColumns.text;

import io.graphbus.model.TopicPattern;
import io.graphbus.store.log.DeadLetter;
import io.graphbus.store.log.DeadLetter.Status;
import io.graphbus.store.log.DeadLetters;
import io.graphbus.store.log.Reader;
import io.graphbus.store.log.jdbc.column.Conditions;
import io.graphbus.store.log.jdbc.column.InList;
import io.graphbus.store.log.jdbc.column.Rows;
import io.graphbus.store.log.jdbc.column.SafeText;
import io.graphbus.store.log.jdbc.database.Database;
import io.graphbus.store.log.jdbc.vendor.Vendor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Dead letters in their table. Safe for use by many threads. */
final class LetterRows implements DeadLetters {

    private static final List<String> OWN =
            List.of(
                    "agent",
                    "subscription",
                    "handler",
                    "position",
                    "reason",
                    "error",
                    "stack",
                    "attempts",
                    "accepts",
                    "dead_at",
                    "status",
                    "migrate_to");
    private static final int EVENT = OWN.size() + 2;
    private static final String READ = "list dead letters";

    private final Database database;
    private final Vendor vendor;
    private final String upsert;
    private final String select;

    LetterRows(Database database, Vendor vendor) {
        this.database = database;
        this.vendor = vendor;
        String names = vendor.columns().names();
        this.upsert =
                vendor.upsert(
                        "graphbus_dead_letter",
                        List.of("letter_id"),
                        Stream.concat(OWN.stream(), Stream.of(names.split(", "))).toList());
        this.select =
                "select letter_id, %s, %s from graphbus_dead_letter"
                        .formatted(String.join(", ", OWN), names);
    }

    @Override
    public void put(Collection<DeadLetter> letters) {
        database.joined(
                "keep dead letters",
                connection -> {
                    put(connection, letters);
                    return true;
                });
    }

    void put(Connection connection, Collection<DeadLetter> letters) throws SQLException {
        if (letters.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(upsert)) {
            for (DeadLetter letter : letters) {
                bind(statement, letter);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** As {@link #put}, but a replay that was tried is not made new by that. */
    void settle(Connection connection, Collection<DeadLetter> letters) throws SQLException {
        List<String> tried =
                letters.stream()
                        .filter(one -> one.status() == Status.REPLAYING)
                        .map(DeadLetter::id)
                        .toList();
        if (tried.isEmpty()) {
            put(connection, letters);
            return;
        }
        Set<String> there = new HashSet<>();
        byIds(connection, tried).forEach(one -> there.add(one.id()));
        put(
                connection,
                letters.stream()
                        .filter(one -> one.status() == Status.DEAD || there.contains(one.id()))
                        .toList());
    }

    private void bind(PreparedStatement statement, DeadLetter letter) throws SQLException {
        statement.setString(1, letter.id());
        Rows.bind(statement, 2, letter.reader());
        statement.setString(4, letter.handler());
        statement.setLong(5, letter.position());
        statement.setString(6, letter.reason());
        statement.setString(7, SafeText.encoded(letter.error()));
        statement.setString(8, SafeText.encoded(letter.stack()));
        statement.setString(9, Rows.attempts(letter.attempts()));
        statement.setString(10, letter.accepts());
        Rows.bind(statement, 11, letter.deadAt());
        statement.setString(12, letter.status().name());
        statement.setString(13, letter.migrateTo());
        vendor.columns().bind(statement, EVENT, letter.event());
    }

    private List<DeadLetter> read(PreparedStatement query) throws SQLException {
        List<DeadLetter> letters = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                letters.add(
                        new DeadLetter(
                                text(row, 1),
                                new Reader(text(row, 2), text(row, 3)),
                                text(row, 4),
                                vendor.columns().read(row, EVENT),
                                row.getLong(5),
                                text(row, 6),
                                text(row, 7),
                                text(row, 8),
                                Rows.attempts(row.getString(9)),
                                row.getString(10),
                                Instant.ofEpochMilli(row.getLong(11)),
                                Status.valueOf(text(row, 12)),
                                row.getString(13)));
            }
        }
        return letters;
    }

    @Override
    public Optional<DeadLetter> find(String id) {
        return database.read(READ, c -> byIds(c, List.of(id))).stream().findFirst();
    }

    private List<DeadLetter> byIds(Connection connection, Collection<String> ids)
            throws SQLException {
        List<DeadLetter> found = new ArrayList<>();
        InList.each(
                connection,
                select + " where letter_id in %s",
                ids,
                List.of(),
                query -> found.addAll(read(query)));
        return found;
    }

    @Override
    public List<DeadLetter> list(Filter filter, @Nullable Place after, int limit) {
        Conditions conditions = conditions(filter);
        if (after != null) {
            long at = after.deadAt().toEpochMilli();
            conditions.add("dead_at <= ?", at);
            conditions.add("(dead_at < ? or letter_id < ?)", at, after.id());
        }
        return database.read(
                READ,
                connection -> {
                    String sql =
                            select
                                    + conditions.where()
                                    + " order by dead_at desc, letter_id desc limit "
                                    + limit;
                    try (PreparedStatement query = conditions.prepare(connection, sql)) {
                        return read(query);
                    }
                });
    }

    private Conditions conditions(Filter filter) {
        Conditions conditions = new Conditions();
        conditions.addIf("agent = ?", filter.agent());
        conditions.addIf("subscription = ?", filter.subscription());
        conditions.addIf("reason = ?", filter.reason());
        if (filter.topic() != null) {
            TopicPattern pattern = new TopicPattern(filter.topic());
            conditions.add(vendor.matches("topic"), Search.regex(pattern));
        }
        if (filter.status() != null) {
            conditions.add("status = ?", filter.status().name());
        }
        if (filter.since() != null) {
            conditions.add("dead_at >= ?", filter.since().toEpochMilli());
        }
        if (filter.until() != null) {
            conditions.add("dead_at < ?", filter.until().toEpochMilli());
        }
        return conditions;
    }

    @Override
    public long count(Filter filter) {
        Conditions conditions = conditions(filter);
        String sql = "select count(*) from graphbus_dead_letter" + conditions.where();
        return database.read(
                READ,
                connection -> {
                    try (PreparedStatement query = conditions.prepare(connection, sql);
                            ResultSet row = query.executeQuery()) {
                        row.next();
                        return row.getLong(1);
                    }
                });
    }

    @Override
    public List<Depth> depths() {
        String sql =
                "select agent, subscription, count(*), min(dead_at) from graphbus_dead_letter"
                        + " where status = 'DEAD' group by agent, subscription";
        List<Depth> depths = new ArrayList<>();
        database.read(
                READ,
                connection -> {
                    try (PreparedStatement query = connection.prepareStatement(sql);
                            ResultSet row = query.executeQuery()) {
                        while (row.next()) {
                            depths.add(
                                    new Depth(
                                            new Reader(text(row, 1), text(row, 2)),
                                            row.getLong(3),
                                            Instant.ofEpochMilli(row.getLong(4))));
                        }
                        return depths;
                    }
                });
        depths.sort(Comparator.comparing(Depth::reader));
        return depths;
    }

    @Override
    public int remove(Collection<String> ids) {
        return database.joined("remove dead letters", connection -> remove(connection, ids));
    }

    static int remove(Connection connection, Collection<String> ids) throws SQLException {
        int[] removed = new int[1];
        InList.each(
                connection,
                "delete from graphbus_dead_letter where letter_id in %s",
                ids,
                List.of(),
                delete -> removed[0] += delete.executeUpdate());
        return removed[0];
    }

    /** Marks first, so that of two who do it at the same time one has each letter. */
    @Override
    public List<DeadLetter> replay(Collection<String> ids, @Nullable String migrateTo) {
        return database.alone(
                "replay dead letters",
                connection -> {
                    List<DeadLetter> marked = new ArrayList<>();
                    for (String id : ids) {
                        if (mark(connection, id, migrateTo)) {
                            marked.addAll(byIds(connection, List.of(id)));
                        }
                    }
                    marked.sort(
                            Comparator.comparingLong(DeadLetter::position)
                                    .thenComparing(DeadLetter::deadAt)
                                    .thenComparing(DeadLetter::id));
                    return marked;
                });
    }

    private static boolean mark(Connection connection, String id, @Nullable String migrateTo)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update graphbus_dead_letter set status = 'REPLAYING', migrate_to = ?"
                                + " where letter_id = ? and status = 'DEAD'")) {
            update.setString(1, migrateTo);
            update.setString(2, id);
            return update.executeUpdate() > 0;
        }
    }
}
