package io.graphbus.store.log.jdbc;

import io.graphbus.model.TopicPattern;
import io.graphbus.store.log.EventLog.Query;
import io.graphbus.store.log.jdbc.column.SafeText;
import io.graphbus.store.log.jdbc.vendor.Vendor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statement for a query, one branch for each topic that it means. */
final class Search {

    private final Vendor vendor;
    private final Query query;
    private final List<Object> parameters = new ArrayList<>();

    Search(Vendor vendor, Query query) {
        this.vendor = vendor;
        this.query = query;
    }

    /**
     * Which topics of the log a topic or pattern means; {@code null} for all. Finds one after the
     * other in the index.
     */
    static @Nullable List<String> topics(Connection connection, @Nullable String text)
            throws SQLException {
        if (text == null) {
            return null;
        }
        TopicPattern pattern = new TopicPattern(text);
        if (pattern.isConcrete()) {
            return List.of(text);
        }
        String prefix = text.substring(0, text.indexOf('*'));
        List<String> topics = new ArrayList<>();
        try (PreparedStatement next =
                connection.prepareStatement(
                        "select topic from graphbus_event where topic > ?"
                                + " order by topic limit 1")) {
            String topic = next(next, prefix);
            while (topic != null && topic.startsWith(prefix)) {
                if (pattern.matches(topic)) {
                    topics.add(topic);
                }
                topic = next(next, topic);
            }
        }
        return topics;
    }

    private static @Nullable String next(PreparedStatement next, String topic) throws SQLException {
        next.setString(1, topic);
        try (ResultSet row = next.executeQuery()) {
            return row.next() ? row.getString(1) : null;
        }
    }

    /** Sets what the question marks of the statement stand for. */
    void bind(PreparedStatement statement) throws SQLException {
        int at = 1;
        for (Object parameter : parameters) {
            statement.setObject(at, parameter);
            at++;
        }
    }

    /**
     * The statement that counts them all.
     *
     * @param topics those that are meant; {@code null} for all there are
     */
    String count(@Nullable List<String> topics) {
        if (topics == null) {
            return counted(null);
        }
        List<String> branches = new ArrayList<>();
        for (String topic : topics) {
            branches.add("(" + counted(topic) + ")");
        }
        return "select " + String.join(" + ", branches);
    }

    private String counted(@Nullable String topic) {
        return "select count(*) from graphbus_event" + where(topic);
    }

    /**
     * The whole statement.
     *
     * @param topics those that are meant; {@code null} for all there are
     */
    String sql(String select, @Nullable List<String> topics) {
        if (topics == null) {
            return branch(select, null);
        }
        List<String> branches = new ArrayList<>();
        for (String topic : topics) {
            branches.add("(" + branch(select, topic) + ")");
        }
        String all = String.join(" union all ", branches);
        return topics.size() == 1
                ? all.substring(1, all.length() - 1)
                : "select * from (" + all + ") found" + order();
    }

    private String branch(String select, @Nullable String topic) {
        return select + where(topic) + order();
    }

    private String where(@Nullable String topic) {
        List<String> conditions = new ArrayList<>();
        if (topic != null) {
            add(conditions, "topic = ?", topic);
        }
        if (query.key() != null) {
            String key = String.valueOf(SafeText.encoded(query.key()));
            String is = vendor.is("event_key");
            conditions.add(is);
            is.chars().filter(c -> c == '?').forEach(c -> parameters.add(key));
        }
        if (query.from() > 0) {
            add(conditions, "position >= ?", query.from());
        }
        if (query.to() < Long.MAX_VALUE) {
            add(conditions, "position <= ?", query.to());
        }
        if (query.since() != null) {
            add(conditions, "published_at >= ?", query.since().toEpochMilli());
        }
        if (query.until() != null) {
            add(conditions, "published_at < ?", query.until().toEpochMilli());
        }
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    private void add(List<String> conditions, String condition, Object parameter) {
        conditions.add(condition);
        parameters.add(parameter);
    }

    private String order() {
        String direction = query.ascending() ? "" : " desc";
        return " order by position" + direction + " limit " + query.limit();
    }

    /** A regular expression for the topics that a pattern means. */
    static String regex(TopicPattern pattern) {
        StringBuilder regex = new StringBuilder("^");
        for (String segment : pattern.text().substring(1).split("/")) {
            regex.append('/')
                    .append(
                            switch (segment) {
                                case "*" -> "[^/]+";
                                case "**" -> ".+";
                                default -> segment.replace(".", "\\.");
                            });
        }
        return regex.append('$').toString();
    }
}
