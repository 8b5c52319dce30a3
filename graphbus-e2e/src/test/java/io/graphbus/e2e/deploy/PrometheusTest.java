package io.graphbus.e2e.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prometheus' own promtool judges its configuration and rules; where it is not installed these
 * tests are skipped.
 */
class PrometheusTest {

    @Test
    void theConfigurationIsOneThatPrometheusReads() {
        promtool("check", "config", "--syntax-only", path("prometheus.yml"));
    }

    @Test
    void theRulesAreOnesThatPrometheusReads() {
        promtool("check", "rules", path("rules/graphbus.yml"));
    }

    @Test
    void theAlertsFireWhenTheyShouldAndOnlyThen() {
        promtool("test", "rules", path("tests/graphbus_test.yml"));
    }

    @Test
    void theQueriesOfTheDashboardAreQueries(@TempDir Path scratch) throws IOException {
        var rules = new StringBuilder("groups:\n- name: panels\n  rules:\n");
        for (String query : Metrics.panelQueries()) {
            String plain =
                    query.replace("$__rate_interval", "5m")
                            .replaceAll("\\$[a-z]+", ".*")
                            .replace("'", "''");
            rules.append("  - record: panel_").append(rules.length()).append("\n    expr: '");
            rules.append(plain).append("'\n");
        }
        Path file = Files.writeString(scratch.resolve("panels.yml"), rules);

        promtool("check", "rules", file.toString());
    }

    @Test
    void everyAlertSaysHowBadItIsAndWhatToDo() {
        for (Document alert : Metrics.alerts()) {
            assertThat(alert.at("labels", "severity").text()).isIn("warning", "critical");
            assertThat(alert.at("annotations").keys()).contains("summary", "description");
            assertThat(alert.at("for").isAbsent()).as(alert.at("alert").text()).isFalse();
        }
    }

    @Test
    void everyAlertHasATestThatMakesItFire() {
        List<String> fired = new ArrayList<>();
        for (Document test :
                Document.parse(Checkout.text(file("tests/graphbus_test.yml")))
                        .at("tests")
                        .items()) {
            for (Document expected : test.at("alert_rule_test").items()) {
                if (!expected.at("exp_alerts").items().isEmpty()) {
                    fired.add(expected.at("alertname").text());
                }
            }
        }

        assertThat(Metrics.alerts())
                .allSatisfy(a -> assertThat(fired).contains(a.at("alert").text()));
    }

    @Test
    void everySeriesOfAlertsAndDashboardIsOneTheServerExposes() {
        assertThat(Metrics.exposed()).containsAll(Metrics.used());
    }

    @Test
    void seriesNamesAreFoundInAQuery() {
        assertThat(
                        Metrics.of(
                                "histogram_quantile(0.9, sum by (le, a) (rate(x_bucket{b=~\"c\"}[5m])))"
                                        + " / max without (d) (y_total) > 1 unless z == 0"))
                .containsExactlyInAnyOrder("x_bucket", "y_total", "z");
    }

    private static String file(String relative) {
        return "deploy/prometheus/" + relative;
    }

    private static String path(String relative) {
        return Checkout.path(file(relative)).toString();
    }

    private static void promtool(String... arguments) {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(output).isZero();
        } catch (IOException e) {
            throw new org.opentest4j.TestAbortedException("promtool is not installed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
