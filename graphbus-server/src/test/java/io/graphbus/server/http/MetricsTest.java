package io.graphbus.server.http;

import static java.nio.file.Files.readString;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsTest extends RunningServer {

    /** Few graphs ever have these. */
    private static final Set<String> ONCE_IT_HAPPENS =
            Set.of(
                    "graphbus_contract_notices_total",
                    "graphbus_dlq_age_seconds",
                    "graphbus_dlq_depth",
                    "graphbus_dlq_expired_total",
                    "graphbus_subscription_lag",
                    "graphbus_subscription_lag_age_seconds",
                    "graphbus_subscription_paused",
                    "graphbus_payloads_migrated_total",
                    "graphbus_payloads_refused_total");

    private static final Pattern TYPE =
            Pattern.compile("^# TYPE (graphbus_\\S+) (\\S+)$", Pattern.MULTILINE);
    private static final Pattern ROW =
            Pattern.compile(
                    "^\\| `(graphbus\\.\\S+)` \\| (\\w+) \\| (.*?) ?\\|", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");

    @BeforeEach
    void work() {
        http.post("/api/v1/agents/Greeter/methods/greet", "{\"name\":\"Ada\"}");
        http.post("/api/v1/events", "{\"topic\":\"/Not/Known\",\"payload\":1}");
        awaitIdle();
    }

    @Test
    void theGuideListsExactlyWhatTheServerShows() throws IOException {
        Map<String, String> listed = new TreeMap<>();
        for (MatchResult row :
                ROW.matcher(readString(Path.of("../docs/guide/observability.md")))
                        .results()
                        .toList()) {
            listed.put(
                    exposed(row.group(1), row.group(2)), row.group(2) + " " + tags(row.group(3)));
        }

        Map<String, String> shown = shown(scrape());
        listed.keySet()
                .removeIf(name -> ONCE_IT_HAPPENS.contains(name) && !shown.containsKey(name));
        assertThat(shown).isEqualTo(listed);
    }

    @Test
    void dashboardAndAlertsMayUseOnlyWhatTheServerShows() throws IOException {
        Set<String> series =
                scrape().lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.split("[{ ]")[0])
                        .collect(Collectors.toSet());

        assertThat(series)
                .containsAll(
                        readString(Path.of("../graphbus-e2e/src/test/resources/deploy/metrics.txt"))
                                .lines()
                                .filter(line -> !line.startsWith("#"))
                                .filter(line -> !ONCE_IT_HAPPENS.contains(line))
                                .toList());
    }

    @Test
    void everyMetricHasHelp() {
        String text = scrape();
        Set<String> typed = names(text, "# TYPE ");

        assertThat(names(text, "# HELP ")).containsAll(typed).hasSizeGreaterThan(50);
    }

    @Test
    void openMetricsIsThereForWhoeverAsks() {
        var answer =
                http.get(
                        "/actuator/prometheus",
                        "Accept",
                        "application/openmetrics-text; version=1.0.0; charset=utf-8");

        assertThat(answer.header("Content-Type")).startsWith("application/openmetrics-text");
        assertThat(answer.body()).endsWith("# EOF\n");
    }

    private String scrape() {
        return http.get("/actuator/prometheus").body();
    }

    private static Set<String> names(String text, String prefix) {
        return text.lines()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()).split(" ")[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Prometheus' name of a meter. */
    private static String exposed(String meter, String kind) {
        String name = meter.replace('.', '_');
        return switch (kind) {
            case "counter" -> name + "_total";
            case "histogram" -> name + "_seconds";
            default -> name.endsWith("_age") ? name + "_seconds" : name;
        };
    }

    private static String tags(String cell) {
        return Arrays.stream(cell.split(", "))
                .map(tag -> tag.replace("`", ""))
                .sorted()
                .collect(Collectors.joining(","));
    }

    private static Map<String, String> shown(String text) {
        Map<String, String> shown = new HashMap<>();
        for (MatchResult type : TYPE.matcher(text).results().toList()) {
            String name = type.group(1);
            String sample =
                    text.lines()
                            .filter(line -> line.matches(name + "(_count)?[{ ].*"))
                            .findFirst()
                            .orElseThrow();
            String tags =
                    LABEL.matcher(sample)
                            .results()
                            .map(label -> label.group(1))
                            .sorted()
                            .collect(Collectors.joining(","));
            shown.put(name, type.group(2) + " " + tags);
        }
        return new TreeMap<>(shown);
    }
}
