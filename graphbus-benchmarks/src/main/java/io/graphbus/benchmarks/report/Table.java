package io.graphbus.benchmarks.report;

import io.graphbus.benchmarks.Peers;
import io.graphbus.benchmarks.report.Results.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the tables of docs/performance.md from the JSON that JMH wrote: {@code Table <result.json>
 * [<markdown file>]}. With a file, replaces what stands between its two marks; without, prints.
 */
public final class Table {

    private static final String BEGIN = "<!-- measured -->";
    private static final String END = "<!-- /measured -->";

    static final List<Column> COLUMNS =
            Stream.concat(
                            Stream.of("1x1", "1x4", "1x16", "2x4", "4x4", "16x16")
                                    .map(Column::fanOut),
                            Stream.of(new Column("1,000 topics x 4", "ManyTopics", "publishers=1")))
                    .toList();

    private final Results results;

    private Table(Results results) {
        this.results = results;
    }

    public static void main(String[] args) throws IOException {
        String tables = render(Path.of(args[0]));
        if (args.length > 1) {
            Path document = Path.of(args[1]);
            Files.writeString(document, replace(Files.readString(document), tables));
        } else {
            System.out.println(tables);
        }
    }

    static String render(Path result) {
        Results results = Results.read(result);
        Table table = new Table(results);
        return String.join(
                "\n",
                new Goals(results).table(),
                table.events(),
                table.bytes(),
                new Parts(results).table());
    }

    static String replace(String document, String tables) {
        int begin = document.indexOf(BEGIN);
        int end = document.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("there are no lines " + BEGIN + " and " + END);
        }
        return document.substring(0, begin) + BEGIN + "\n" + tables + document.substring(end);
    }

    /** Million delivered events a second, a row per peer. */
    private String events() {
        StringBuilder table = new StringBuilder(header("million delivered/s"));
        for (Peers peer : Peers.values()) {
            table.append(figures(peer.title(), "%.1f", column -> results.score(column.of(peer))));
        }
        table.append(ratios("GraphBus : fastest asynchronous peer", Peers.Kind.ASYNCHRONOUS));
        table.append(ratios("GraphBus : limit", Peers.Kind.LIMIT));
        return table.toString();
    }

    private String bytes() {
        StringBuilder table = new StringBuilder(header("B per delivered event"));
        for (Peers peer : Peers.values()) {
            table.append(figures(peer.title(), "%.0f", column -> results.bytes(column.of(peer))));
        }
        return table.toString();
    }

    private static String header(String title) {
        return row(title, COLUMNS.stream().map(Column::title))
                + row("---", COLUMNS.stream().map(column -> "---"));
    }

    private String ratios(String title, Peers.Kind kind) {
        return figures(
                "**" + title + "**",
                "**%.2f**",
                column -> results.score(column.of(Peers.graphbus)) / results.fastest(column, kind));
    }

    private static String figures(String title, String format, ToDoubleFunction<Column> figure) {
        return row(title, COLUMNS.stream().map(c -> number(format, figure.applyAsDouble(c))));
    }

    static String number(String format, double number) {
        return Double.isNaN(number) ? "-" : String.format(Locale.ROOT, format, number);
    }

    static String row(String first, Stream<String> cells) {
        return Stream.concat(Stream.of(first), cells)
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
