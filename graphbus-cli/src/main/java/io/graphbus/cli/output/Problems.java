package io.graphbus.cli.output;

import io.graphbus.problem.Problem;
import io.graphbus.problem.Severity;
import io.graphbus.problem.Violation;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Problems as people, programs and GitHub like to read them. */
public final class Problems {

    static final Pattern SOURCE = Pattern.compile("(.+?\\.java)(?::(\\d+)(?::(\\d+))?)?");

    private Problems() {}

    /** The line {@code where: error [CODE] message}, then single faults, then the hint. */
    public static String render(Problem problem, Style style) {
        StringBuilder text = new StringBuilder();
        if (!problem.where().isEmpty()) {
            text.append(style.bold(problem.where())).append(": ");
        }
        text.append(severity(problem.severity(), style)).append(' ');
        text.append(style.dim("[" + problem.code() + "]")).append(' ').append(problem.message());
        for (Violation violation : unsaid(problem)) {
            String path = violation.path().isEmpty() ? "" : violation.path() + ": ";
            text.append("\n  - ").append(path).append(violation.message());
        }
        if (!problem.hint().isEmpty()) {
            text.append("\n  ").append(style.cyan("hint:")).append(' ');
            text.append(problem.hint().replace("\n", "\n        "));
        }
        return text.toString();
    }

    /** Single faults, unless there is one and the message has told it. */
    private static List<Violation> unsaid(Problem problem) {
        List<Violation> all = problem.violations();
        return all.size() == 1 && problem.message().contains(all.get(0).message())
                ? List.of()
                : all;
    }

    /** Lines no wider than a terminal; what goes on is indented below where it began. */
    static String fitted(String text, int width) {
        return text.lines()
                .map(line -> Typeset.paragraph(line, width, line.startsWith("  ") ? 8 : 2))
                .collect(Collectors.joining("\n"));
    }

    private static String severity(Severity severity, Style style) {
        return switch (severity) {
            case ERROR -> style.red(severity.label());
            case WARNING -> style.yellow(severity.label());
            case NOTE -> style.cyan(severity.label());
        };
    }

    /** For JSON and YAML. */
    public static JsonNode tree(Collection<Problem> problems) {
        return Documents.tree(problems.stream().map(Problems::fields).toList());
    }

    private static Map<String, Object> fields(Problem problem) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("severity", problem.severity().label());
        fields.put("code", problem.code().name());
        fields.put("where", problem.where());
        fields.put("message", problem.message());
        fields.put("hint", problem.hint());
        if (!problem.violations().isEmpty()) {
            fields.put("violations", problem.violations());
        }
        return fields;
    }

    /**
     * A SARIF 2.1.0 log.
     *
     * @param root where sources are, as files are to be named; empty for here
     */
    public static JsonNode sarif(Collection<Problem> problems, String root) {
        return Sarif.log(problems, root);
    }

    /**
     * One workflow command, such as {@code ::error
     * file=agents/A.java,line=3,col=7,title=COMPILE_ERROR::message}.
     *
     * @param root where sources are, seen from where GitHub looks; empty for there
     */
    public static String github(Problem problem, String root) {
        String level = problem.severity() == Severity.NOTE ? "notice" : problem.severity().label();
        List<String> place = place(problem.where(), root);
        String title = "title=" + property(problem.code().name());
        String properties =
                String.join(",", Stream.concat(place.stream(), Stream.of(title)).toList());
        String hint = problem.hint().isEmpty() ? "" : "\n" + problem.hint();
        return "::" + level + " " + properties + "::" + data(problem.message() + hint);
    }

    private static List<String> place(String where, String root) {
        var matcher = SOURCE.matcher(where);
        if (!matcher.matches()) {
            return List.of();
        }
        return Stream.of(
                        "file=" + property(file(matcher, root)),
                        matcher.group(2) == null ? "" : "line=" + matcher.group(2),
                        matcher.group(3) == null ? "" : "col=" + matcher.group(3))
                .filter(p -> !p.isEmpty())
                .toList();
    }

    static String file(Matcher source, String root) {
        String name = source.group(1).replace('\\', '/');
        return root.isEmpty() ? name : root + "/" + name;
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
