package io.graphbus.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What the scripts make of an empty H2 and of an empty PostgreSQL is the same. */
class SchemasTest {

    private static final String HISTORY = "graphbus_schema_history";

    /** Behind a foreign key that has no other index, or has had none when it was made. */
    private static final Pattern MADE_BY_H2 = Pattern.compile("_index_[0-9a-f]+$");

    private static Map<String, String> h2;
    private static Map<String, String> postgres;

    @BeforeAll
    static void migrate() {
        h2 = migrated(Database.h2(), "h2");
        postgres = migrated(Database.postgres(), "postgresql");
    }

    @Test
    void theScriptsAreTheSame() throws SQLException {
        assertThat(
                        rows(
                                h2,
                                "select \"version\", \"description\" from \""
                                        + HISTORY
                                        + "\" where \"version\" is not null"))
                .hasSizeGreaterThan(5)
                .isEqualTo(rows(postgres, "select version, description from " + HISTORY));
    }

    @Test
    void columnsAreTheSame() throws SQLException {
        String columns =
                """
                select table_name, column_name, ordinal_position, is_nullable, data_type,
                    character_maximum_length, datetime_precision, column_default, is_identity,
                    identity_generation,
                    case when character_maximum_length < 1000 then collation_name end
                from information_schema.columns where lower(table_schema) = 'public'
                """;

        assertThat(rows(h2, columns)).hasSizeGreaterThan(50).isEqualTo(rows(postgres, columns));
    }

    /** PostgreSQL names primary keys itself, which is why those are known by their table. */
    @Test
    void keysAreTheSame() throws SQLException {
        String keys =
                """
                select k.table_name,
                    case when c.constraint_type = 'PRIMARY KEY' then '' else k.constraint_name end,
                    c.constraint_type, k.column_name, k.ordinal_position
                from information_schema.key_column_usage k
                join information_schema.table_constraints c
                on c.constraint_name = k.constraint_name and c.table_schema = k.table_schema
                where lower(c.table_schema) = 'public'
                """;

        assertThat(rows(h2, keys)).hasSizeGreaterThan(15).isEqualTo(rows(postgres, keys));
    }

    @Test
    void whatForeignKeysDoIsTheSame() throws SQLException {
        String references =
                """
                select r.constraint_name, r.match_option, r.update_rule, r.delete_rule, c.table_name
                from information_schema.referential_constraints r
                join information_schema.table_constraints c
                on c.constraint_name = r.unique_constraint_name
                where lower(r.constraint_schema) = 'public'
                """;

        assertThat(rows(h2, references))
                .hasSizeGreaterThan(3)
                .isEqualTo(rows(postgres, references));
    }

    @Test
    void indexesAreTheSame() throws SQLException {
        assertThat(indexes(h2, true)).hasSizeGreaterThan(4).isEqualTo(indexes(postgres, true));
    }

    /** H2 makes such an index by itself; without it, a deleted row costs a look at every other. */
    @Test
    void everyForeignKeyHasAnIndexOnPostgres() throws SQLException {
        SortedSet<String> covered = new TreeSet<>();
        for (String index : indexes(postgres, false)) {
            covered.add(index.replaceAll("^(\\S+) \\S+ (\\w+).*", "$1 $2"));
        }

        assertThat(covered)
                .containsAll(
                        rows(
                                postgres,
                                """
                                select k.table_name, k.column_name
                                from information_schema.referential_constraints r
                                join information_schema.key_column_usage k
                                on k.constraint_name = r.constraint_name
                                """));
    }

    private static Map<String, String> migrated(Map<String, String> database, String scripts) {
        Flyway.configure()
                .dataSource(
                        database.get("spring.datasource.url"),
                        database.getOrDefault("spring.datasource.username", "sa"),
                        database.getOrDefault("spring.datasource.password", ""))
                .table(HISTORY)
                .locations("classpath:db/migration/" + scripts)
                .load()
                .migrate();
        return database;
    }

    /** Every row as one line in the words of both databases. */
    private static SortedSet<String> rows(Map<String, String> database, String sql)
            throws SQLException {
        try (Connection connection = connect(database)) {
            var jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            var lines = new TreeSet<>(jdbc.query(sql, (row, number) -> line(row)));
            lines.removeIf(line -> line.startsWith(HISTORY + " "));
            return lines;
        }
    }

    private static String line(ResultSet row) throws SQLException {
        var line = new StringBuilder();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            line.append(i > 1 ? " " : "").append(word(row.getString(i)));
        }
        return line.toString();
    }

    private static String word(@Nullable String text) {
        return switch (text) {
            case null -> "";
            case "CHARACTER LARGE OBJECT", "text" -> "text";
            case "BINARY LARGE OBJECT", "bytea" -> "bytes";
            // of large objects on H2, and of what is no text
            case "2147483647", "9223372036854775807" -> "";
            case "OFF", "C" -> "by code";
            default -> text.toLowerCase(Locale.ROOT);
        };
    }

    /**
     * {@code table name column a, column a}, with the condition if there is one.
     *
     * @param ours whether those behind keys, which the databases name, are left out
     */
    private static SortedSet<String> indexes(Map<String, String> database, boolean ours)
            throws SQLException {
        Map<String, String> indexes = new TreeMap<>();
        try (Connection connection = connect(database)) {
            var metadata = connection.getMetaData();
            boolean upper = metadata.storesUpperCaseIdentifiers();
            for (String table : tables(database)) {
                String stored = upper ? table.toUpperCase(Locale.ROOT) : table;
                var columns = metadata.getIndexInfo(null, null, stored, false, true);
                while (columns.next()) {
                    if (!ours || columns.getBoolean("NON_UNIQUE")) {
                        indexes.merge(
                                word(table + " " + columns.getString("INDEX_NAME")),
                                column(columns),
                                (before, next) -> before + ", " + next);
                    }
                }
            }
        }
        indexes.keySet().removeIf(name -> MADE_BY_H2.matcher(name).find());
        var lines = new TreeSet<String>();
        indexes.forEach((name, columns) -> lines.add(name + " " + columns));
        return lines;
    }

    private static String column(ResultSet index) throws SQLException {
        String filter = word(index.getString("FILTER_CONDITION"));
        return word(index.getString("COLUMN_NAME"))
                + " "
                + word(index.getString("ASC_OR_DESC"))
                + (filter.isEmpty() ? "" : " where " + filter);
    }

    private static SortedSet<String> tables(Map<String, String> database) throws SQLException {
        return rows(
                database,
                """
                select table_name from information_schema.tables
                where lower(table_schema) = 'public' and lower(table_name) <> 'graphbus_schema_history'
                """);
    }

    private static Connection connect(Map<String, String> database) throws SQLException {
        return DriverManager.getConnection(
                database.get("spring.datasource.url"),
                database.getOrDefault("spring.datasource.username", "sa"),
                database.getOrDefault("spring.datasource.password", ""));
    }
}
