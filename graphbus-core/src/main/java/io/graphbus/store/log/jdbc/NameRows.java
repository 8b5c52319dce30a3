package io.graphbus.store.log.jdbc;

import io.graphbus.store.log.jdbc.column.Rows;
import io.graphbus.store.log.jdbc.column.SafeText;
import io.graphbus.store.log.jdbc.database.Database;
import io.graphbus.store.log.jdbc.database.Transactions.Part;
import io.graphbus.store.log.jdbc.vendor.Vendor;
import io.graphbus.store.log.name.KeptNames;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Names in a table, by what they hash to: they may be long. */
final class NameRows implements KeptNames {

    private final Database database;
    private final Vendor vendor;
    private final Map<String, InTransaction> taken = new ConcurrentHashMap<>();
    private final String upsert;

    NameRows(Database database, Vendor vendor) {
        this.database = database;
        this.vendor = vendor;
        this.upsert =
                vendor.upsert("graphbus_name", List.of("name"), List.of("content", "expires_at"));
    }

    /** What one transaction has taken. */
    private final class InTransaction implements Part {
        private final List<String> mine = new ArrayList<>();

        @Override
        public void ended(boolean committed) {
            mine.forEach(name -> taken.remove(name, this));
        }

        /** The database has given back what was taken since, which cannot be told from the rest. */
        @Override
        public void partlyRolledBack() {
            ended(false);
            mine.clear();
        }
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // transactions are themselves
    public boolean take(String name) {
        String hash = hash(name);
        InTransaction part =
                database.transactions().part(this, InTransaction.class, InTransaction::new);
        InTransaction other = taken.putIfAbsent(hash, part);
        if (other != null) {
            return other == part;
        }
        if (database.joined("take a name", c -> vendor.isFree(c, hash))) {
            part.mine.add(hash);
            return true;
        }
        taken.remove(hash, part);
        return false;
    }

    @Override
    public Optional<String> known(String name, Instant now) {
        return database.joined(
                "tell what has happened",
                connection -> {
                    try (PreparedStatement query =
                            connection.prepareStatement(
                                    "select content from graphbus_name"
                                            + " where name = ? and expires_at > ?")) {
                        query.setString(1, hash(name));
                        Rows.bind(query, 2, now);
                        try (ResultSet row = query.executeQuery()) {
                            return row.next()
                                    ? Optional.ofNullable(SafeText.decoded(row.getString(1)))
                                    : Optional.empty();
                        }
                    }
                });
    }

    @Override
    public void keep(String name, String what, Instant until) {
        database.joined(
                "keep what has happened",
                connection -> {
                    try (PreparedStatement put = connection.prepareStatement(upsert)) {
                        put.setString(1, hash(name));
                        put.setString(2, SafeText.encoded(what));
                        Rows.bind(put, 3, until);
                        return put.executeUpdate();
                    }
                });
    }

    @Override
    public int expire(Instant now, int limit) {
        return database.alone(
                "forget what happened long ago",
                connection -> {
                    try (PreparedStatement delete =
                            connection.prepareStatement(
                                    "delete from graphbus_name where name in (select name from"
                                            + " graphbus_name where expires_at <= ? limit ?)")) {
                        Rows.bind(delete, 1, now);
                        delete.setInt(2, limit);
                        return delete.executeUpdate();
                    }
                });
    }

    private static String hash(String name) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }
}
