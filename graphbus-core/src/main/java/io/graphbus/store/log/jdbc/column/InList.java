package io.graphbus.store.log.jdbc.column;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Statements on many keys, some hundred at a time. */
public final class InList {

    private static final int PORTION = 500;

    /** Work with a statement whose parameters are set. */
    @FunctionalInterface
    public interface Use {
        void with(PreparedStatement statement) throws SQLException;
    }

    private InList() {}

    /**
     * Uses a statement as often as the keys need.
     *
     * @param sql has {@code %s} where the list belongs; no parameters after it
     * @param first parameters before the list
     */
    public static void each(
            Connection connection, String sql, Collection<?> keys, List<?> first, Use use)
            throws SQLException {
        List<Object> all = new ArrayList<>(keys);
        for (int from = 0; from < all.size(); from += PORTION) {
            List<Object> some = all.subList(from, Math.min(all.size(), from + PORTION));
            int marks = Math.max(1, Integer.highestOneBit(Math.max(1, some.size() * 2 - 1)));
            String list = "?" + ",?".repeat(marks - 1);
            try (PreparedStatement statement =
                    connection.prepareStatement(sql.formatted("(" + list + ")"))) {
                int at = 1;
                for (Object parameter : first) {
                    statement.setObject(at, parameter);
                    at++;
                }
                for (int i = 0; i < marks; i++) {
                    statement.setObject(at + i, some.get(Math.min(i, some.size() - 1)));
                }
                use.with(statement);
            }
        }
    }
}
