package io.graphbus.e2e.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The series names that the dashboard and the alert rules use, and those the server is known to
 * expose.
 */
final class Metrics {

    /** Made by Prometheus itself for each target. */
    static final String UP = "up";

    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset", "inf");
    private static final Pattern NOT_NAMES =
            Pattern.compile(
                    "\"[^\"]*\"|\\{[^}]*}|\\[[^]]*]|\\b(by|without|on|ignoring)\\s*\\([^)]*\\)");
    private static final Pattern NAME =
            Pattern.compile("\\b[a-zA-Z_:][a-zA-Z0-9_:]*\\b(?!\\s*\\()");

    private Metrics() {}

    static Set<String> exposed() {
        return Checkout.text("graphbus-e2e/src/test/resources/deploy/metrics.txt")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every series of dashboard and alert rules that the server must expose. */
    static Set<String> used() {
        var names = new TreeSet<String>();
        queries().forEach(query -> names.addAll(of(query)));
        names.remove(UP);
        return names;
    }

    /** Every expression of dashboard and alert rules. */
    static List<String> queries() {
        return Stream.concat(
                        alerts().stream().map(a -> a.at("expr").text()), panelQueries().stream())
                .toList();
    }

    /** The series names of one PromQL expression. */
    static Set<String> of(String query) {
        return NAME.matcher(NOT_NAMES.matcher(query).replaceAll(" "))
                .results()
                .map(result -> result.group())
                .filter(name -> !WORDS.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static List<Document> alerts() {
        return Document.parse(Checkout.text("deploy/prometheus/rules/graphbus.yml"))
                .at("groups")
                .items()
                .stream()
                .flatMap(group -> group.at("rules").items().stream())
                .toList();
    }

    static Document dashboard() {
        return Document.parse(Checkout.text("deploy/grafana/dashboards/graphbus.json"));
    }

    static List<String> panelQueries() {
        var queries = new ArrayList<String>();
        for (Document panel : dashboard().at("panels").items()) {
            panel.at("targets").items().forEach(target -> queries.add(target.at("expr").text()));
        }
        return queries;
    }
}
