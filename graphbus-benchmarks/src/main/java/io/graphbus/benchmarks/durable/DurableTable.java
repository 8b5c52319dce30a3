package io.graphbus.benchmarks.durable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Durable publishing on H2 and PostgreSQL, beside Spring Modulith's event publication registry and
 * plain inserts, all in one run and in turns: {@code DurableTable [<markdown file>]}. With a file,
 * replaces what stands between its two marks. {@code -Dgraphbus.seconds=3} and {@code
 * -Dgraphbus.rounds=3} say how long and how often each is measured, {@code
 * -Dgraphbus.stored=1000000} how large the tables grow, {@code -Dgraphbus.databases=h2,postgres} on
 * what.
 */
public final class DurableTable {

    private static final List<String> DATABASES =
            Arrays.asList(System.getProperty("graphbus.databases", "h2,postgres").split(",", -1));
    private static final String BEGIN = "<!-- durable: begin -->";
    private static final String END = "<!-- durable: end -->";

    private DurableTable() {}

    public static void main(String[] arguments) throws Exception {
        StringBuilder tables = new StringBuilder();
        for (String name : DATABASES) {
            try (Databases databases = databases(name);
                    Contest contest = new Contest(databases, Contest.Sizes.fromProperties())) {
                tables.append(contest.tables());
            }
        }
        System.out.println(tables);
        if (arguments.length > 0) {
            Path document = Path.of(arguments[0]);
            String text = Files.readString(document);
            int from = text.indexOf(BEGIN) + BEGIN.length();
            Files.writeString(
                    document,
                    text.substring(0, from) + "\n" + tables + text.substring(text.indexOf(END)));
        }
    }

    private static Databases databases(String name) throws Exception {
        return switch (name) {
            case "h2" -> Databases.h2();
            case "postgres" -> Databases.postgres();
            default -> throw new IllegalArgumentException("h2 or postgres, not " + name);
        };
    }
}
