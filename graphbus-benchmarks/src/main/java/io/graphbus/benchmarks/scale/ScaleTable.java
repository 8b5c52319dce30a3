package io.graphbus.benchmarks.scale;

import java.util.Locale;
import java.util.Map;

/** What was measured, as tables. */
final class ScaleTable {

    private static final String BEGIN = "<!-- scale -->";
    private static final String END = "<!-- /scale -->";
    private static final double FLAT = 1.5;
    private static final double COMPILER = 2;

    private final Map<Integer, Map<Work, Figures>> results;

    ScaleTable(Map<Integer, Map<Work, Figures>> results) {
        this.results = results;
    }

    String text() {
        StringBuilder table =
                new StringBuilder(
                        "| agents | work | wall, ms | CPU, ms | CPU per agent, ms | peak, MB |\n"
                                + "| ---: | --- | ---: | ---: | ---: | ---: |\n");
        results.forEach(
                (agents, works) ->
                        works.forEach((work, f) -> table.append(row(agents, work.title(), f))));
        return table.append('\n').append(goals()).toString();
    }

    private static String row(int agents, String work, Figures f) {
        return format(
                "| %,d | %s | %,d | %,d | %.2f | %,d |\n",
                agents, work, f.wall(), f.cpu(), f.cpu() / (double) agents, f.peak());
    }

    private String goals() {
        StringBuilder goals =
                new StringBuilder(
                        "| goal | at most | measured | verdict |\n| --- | --- | --- | --- |\n");
        for (Work work : Work.values()) {
            double growth = cpu(10_000, work) / cpu(1000, work) / 10;
            if (work != Work.JAVAC) {
                goals.append(
                        goal(
                                work.title() + ": an agent of 10,000 against one of 1,000",
                                FLAT,
                                growth));
            }
        }
        double compiler = cpu(1000, Work.BUILD) / cpu(1000, Work.JAVAC);
        goals.append(goal("build of 1,000 against javac alone, CPU", COMPILER, compiler));
        double wall = wall(1000, Work.BUILD) / wall(1000, Work.JAVAC);
        return goals.append(goal("build of 1,000 against javac alone, wall", COMPILER, wall))
                .toString();
    }

    private static String goal(String what, double most, double measured) {
        return Double.isNaN(measured)
                ? format("| %s | %.1f x | - | - |\n", what, most)
                : format(
                        "| %s | %.1f x | %.2f x | %s |\n",
                        what, most, measured, measured <= most ? "met" : "**missed**");
    }

    private double cpu(int agents, Work work) {
        Figures figures = results.getOrDefault(agents, Map.of()).get(work);
        return figures == null ? Double.NaN : figures.cpu();
    }

    private double wall(int agents, Work work) {
        Figures figures = results.getOrDefault(agents, Map.of()).get(work);
        return figures == null ? Double.NaN : figures.wall();
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    static String replace(String document, String tables) {
        int begin = document.indexOf(BEGIN);
        int end = document.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("there are no lines " + BEGIN + " and " + END);
        }
        return document.substring(0, begin) + BEGIN + "\n" + tables + document.substring(end);
    }
}
