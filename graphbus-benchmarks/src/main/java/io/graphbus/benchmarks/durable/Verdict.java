package io.graphbus.benchmarks.durable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What came out, as tables, with what was set out for. */
record Verdict(
        List<Contender> contenders,
        RawInserts raw,
        List<ModulithRegistry> registries,
        DurableGraph graph,
        Figures figures) {

    static final String P50 = "p50";
    static final String P99 = "p99";

    /** Follows the load's title where much is stored. */
    static final String LARGE = ", large";

    /** Loads that are measured where much is stored, too. */
    static final List<Load> GROWING = List.of(Load.ONE, Load.EIGHT);

    String tables(Databases databases, Contest.Sizes sizes) {
        return rates(databases.title()) + latencies() + growth(sizes);
    }

    private String rates(String title) {
        List<String> works = Load.ALL.stream().map(Load::title).toList();
        return heads(title + ", handled/s", works)
                + rows(works)
                + row(
                        "GraphBus : raw insert",
                        Stream.of(
                                toRaw(Load.ONE.title(), Load.ONE.title()) + " (goal: 0.5)",
                                toRaw(Load.EIGHT.title(), Load.EIGHT.title()) + " (goal: 0.5)",
                                toRaw(Load.MANY.title(), Load.GROUPS.title())
                                        + " of groups of 1,000 (goal: 0.5)",
                                ""))
                + row(
                        "GraphBus : faster registry",
                        Stream.of(
                                toRegistry(Load.ONE),
                                toRegistry(Load.EIGHT) + " (goal: 10)",
                                toRegistry(Load.MANY),
                                ""));
    }

    private String toRaw(String ours, String theirs) {
        return ratio(figures.middle(graph, ours) / figures.middle(raw, theirs));
    }

    private String toRegistry(Load load) {
        double fastest =
                registries.stream()
                        .mapToDouble(r -> figures.middle(r, load.title()))
                        .max()
                        .orElse(Double.NaN);
        return ratio(figures.middle(graph, load.title()) / fastest);
    }

    private String latencies() {
        List<String> works = List.of(P50, P99);
        return heads("one publish, \u00b5s", works)
                + rows(works)
                + row(
                        "GraphBus : raw insert",
                        Stream.of(toRaw(P50, P50), toRaw(P99, P99) + " (goal: 2)"));
    }

    private String growth(Contest.Sizes sizes) {
        List<String> heads = new ArrayList<>();
        for (Load load : GROWING) {
            heads.add(String.format(Locale.ROOT, "%s, %,d stored", load.title(), sizes.few()));
            heads.add(String.format(Locale.ROOT, "%,d stored", sizes.many()));
            heads.add("ratio");
        }
        return heads("handled/s", heads)
                + contenders.stream().map(this::growth).collect(Collectors.joining());
    }

    private String growth(Contender contender) {
        return row(
                contender.title(),
                GROWING.stream()
                        .flatMap(
                                load -> {
                                    double few = figures.middle(contender, load.title());
                                    double many = figures.middle(contender, load.title() + LARGE);
                                    return Stream.of(number(few), number(many), ratio(many / few));
                                }));
    }

    private static String heads(String title, List<String> works) {
        return "\n" + row(title, works.stream()) + row("---", works.stream().map(work -> "---"));
    }

    private String rows(List<String> works) {
        return contenders.stream()
                .map(c -> row(c.title(), works.stream().map(w -> number(figures.middle(c, w)))))
                .collect(Collectors.joining());
    }

    private static String row(String first, Stream<String> cells) {
        return Stream.concat(Stream.of(first), cells)
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String number(double number) {
        return Double.isNaN(number) ? "-" : String.format(Locale.ROOT, "%,.0f", number);
    }

    private static String ratio(double ratio) {
        return Double.isNaN(ratio) ? "-" : String.format(Locale.ROOT, "**%.2f**", ratio);
    }
}
