package io.graphbus.e2e.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import io.graphbus.e2e.deploy.Checkout;
import io.graphbus.e2e.deploy.Document;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class HelmChartTest {

    static final List<String> SETS = Chart.VALUE_SETS;

    @Test
    void helmFindsNothingToComplainAbout() {
        var result = new Helm(Checkout.CHART).lint().strict().call();

        assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
        assertThat(result.getMessages()).noneMatch(m -> m.contains("[WARNING]"));
    }

    @ParameterizedTest
    @FieldSource("SETS")
    void everyManifestIsOneTheApiServerWouldTake(String set) {
        for (Document manifest : Chart.withValues(set).documents()) {
            if (!manifest.at("kind").text().equals("ServiceMonitor")) {
                StrictManifest.check(manifest);
            }
        }
    }

    @Test
    void theCheckOfManifestsSeesMisspeltMissingAndMistypedFields() {
        String good = "apiVersion: v1\nkind: Service\nspec: {ports: [{port: 80}]}\n";
        StrictManifest.check(Document.parse(good));

        assertThatThrownBy(
                        () -> StrictManifest.check(Document.parse(good.replace("port:", "prot:"))))
                .hasMessageContaining("prot");
        assertThatThrownBy(() -> StrictManifest.check(Document.parse(good.replace("port: 80", ""))))
                .hasMessageContaining("port");
        assertThatThrownBy(() -> StrictManifest.check(Document.parse(good.replace("80", "web"))))
                .hasMessageContaining("web");
    }

    @Test
    void theDefaultsInstallAServerOnH2WithItsOwnVolumeAndToken() {
        Chart chart = Chart.with(Map.of());

        chart.documents().forEach(StrictManifest::check);
        assertThat(chart.all("PersistentVolumeClaim")).hasSize(1);
        Document secret = chart.only("Secret");
        String admin = secret.at("stringData", "GRAPHBUS_ADMIN_TOKEN").text();
        assertThat(admin).hasSize(40);
        assertThat(secret.at("stringData", "GRAPHBUS_VIEWER_TOKEN").text())
                .hasSize(40)
                .isNotEqualTo(admin);
    }

    @Test
    void aTokenIsNeverTheSameInTwoInstallations() {
        assertThat(Chart.with(Map.of()).only("Secret").at("stringData"))
                .isNotEqualTo(Chart.with(Map.of()).only("Secret").at("stringData"));
    }

    @Test
    void aNewTokenRestartsTheServerAndTheSameOneDoesNot() {
        Chart first = Chart.with(Map.of("auth.adminToken", "t0ken", "auth.viewerToken", "v"));

        assertThat(first.only("Secret").at("stringData", "GRAPHBUS_ADMIN_TOKEN").text())
                .isEqualTo("t0ken");
        assertThat(
                        checksum(
                                Chart.with(
                                        Map.of(
                                                "auth.adminToken",
                                                "t0ken",
                                                "auth.viewerToken",
                                                "v"))))
                .isEqualTo(checksum(first));
        assertThat(
                        checksum(
                                Chart.with(
                                        Map.of(
                                                "auth.adminToken",
                                                "other",
                                                "auth.viewerToken",
                                                "v"))))
                .isNotEqualTo(checksum(first));
    }

    @Test
    void anExistingSecretReplacesTheChartsOwn() {
        Chart chart = Chart.withValues("postgresql");

        assertThat(chart.all("Secret")).isEmpty();
        assertThat(secretOf(chart, "GRAPHBUS_ADMIN_TOKEN")).isEqualTo("graphbus-auth");
    }

    @Test
    void postgresqlTakesUserAndPasswordFromItsSecretAndNeedsNoClaim() {
        Chart chart = Chart.withValues("postgresql");

        assertThat(secretOf(chart, "SPRING_DATASOURCE_USERNAME")).isEqualTo("graphbus-database");
        assertThat(secretOf(chart, "SPRING_DATASOURCE_PASSWORD")).isEqualTo("graphbus-database");
        assertThat(chart.only("ConfigMap").at("data", "SPRING_DATASOURCE_URL").text())
                .startsWith("jdbc:postgresql://");
        assertThat(chart.all("PersistentVolumeClaim")).isEmpty();
    }

    @Test
    void theNetworkPolicyOpensThePortOfTheDatabaseUrl() {
        assertThat(egressPorts(Chart.withValues("postgresql"))).contains("6432");
        assertThat(
                        egressPorts(
                                Chart.with(
                                        Map.of(
                                                "database.type", "postgresql",
                                                "database.postgresql.url",
                                                        "jdbc:postgresql://db/graphbus",
                                                "database.postgresql.existingSecret", "db"))))
                .contains("5432");
        assertThat(egressPorts(Chart.withValues("h2"))).containsOnly("53");
    }

    @Test
    void theServiceMonitorScrapesTheServicesPortWithTheViewersToken() {
        Chart chart = Chart.withValues("postgresql");
        Document monitor = chart.only("ServiceMonitor");
        Document endpoint = monitor.at("spec", "endpoints", 0);
        Document service = chart.only("Service");

        assertThat(service.at("spec", "ports").named(endpoint.at("port").text()).isAbsent())
                .isFalse();
        assertThat(endpoint.at("path").text()).isEqualTo("/actuator/prometheus");
        assertThat(endpoint.at("authorization", "credentials", "name").text())
                .isEqualTo("graphbus-auth");
        assertThat(endpoint.at("authorization", "credentials", "key").text())
                .isEqualTo("GRAPHBUS_VIEWER_TOKEN");
        assertThat(secretOf(chart, "GRAPHBUS_VIEWER_TOKEN")).isEqualTo("graphbus-auth");
        assertThat(isOptional(chart)).isFalse();
        assertThat(isOptional(Chart.withValues("h2"))).isTrue();
        assertThat(((Map<?, ?>) service.at("metadata", "labels").content()).entrySet())
                .containsAll(labels(monitor.at("spec", "selector", "matchLabels")));
        assertThat(monitor.at("metadata", "labels", "release").text()).isEqualTo("prometheus");
        assertThat(Chart.withValues("h2").all("ServiceMonitor")).isEmpty();
    }

    @Test
    void artifactsOfAConfigMapAreUnpackedWhereTheServerReadsThem() {
        Chart chart = Chart.withValues("postgresql");
        String path = chart.only("ConfigMap").at("data", "GRAPHBUS_ARTIFACTS").text();

        assertThat(chart.pod().at("initContainers", 0, "command").texts()).endsWith("-C", path);
        assertThat(chart.server().at("volumeMounts").named("artifacts").at("mountPath").text())
                .isEqualTo(path);
    }

    @Test
    void artifactsOfAClaimAreMountedReadOnlyWhereTheServerReadsThem() {
        Chart chart = Chart.withValues("full");
        Document mount = chart.server().at("volumeMounts").named("artifacts");

        assertThat(mount.at("mountPath").text())
                .isEqualTo(chart.only("ConfigMap").at("data", "GRAPHBUS_ARTIFACTS").text());
        assertThat(mount.at("readOnly").content()).isEqualTo(true);
    }

    @Test
    void tracesAndJsonLogsAreSwitchedOnByTheSettingsTheServerReads() {
        Document asked = Chart.withValues("full").only("ConfigMap").at("data");

        assertThat(asked.at("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT").text())
                .isEqualTo("http://collector:4318/v1/traces");
        assertThat(asked.at("LOGGING_STRUCTURED_FORMAT_CONSOLE").text()).isEqualTo("ecs");
        assertThat(Chart.withValues("h2").only("ConfigMap").at("data").keys())
                .noneMatch(key -> key.startsWith("MANAGEMENT_") || key.startsWith("LOGGING_"));
    }

    @Test
    void withoutArtifactsTheServerIsNotPointedAtAny() {
        assertThat(Chart.withValues("h2").only("ConfigMap").at("data").keys())
                .doesNotContain("GRAPHBUS_ARTIFACTS");
    }

    private static String checksum(Chart chart) {
        return chart.only("Deployment")
                .at("spec", "template", "metadata", "annotations", "checksum/secret")
                .text();
    }

    private static String secretOf(Chart chart, String variable) {
        return chart.server()
                .at("env")
                .named(variable)
                .at("valueFrom", "secretKeyRef", "name")
                .text();
    }

    /** Whether the server starts without the viewer's token. */
    private static boolean isOptional(Chart chart) {
        Document variable = chart.server().at("env").named("GRAPHBUS_VIEWER_TOKEN");
        return variable.at("valueFrom", "secretKeyRef", "optional").content().equals(true);
    }

    private static List<String> egressPorts(Chart chart) {
        return chart.only("NetworkPolicy").at("spec", "egress").items().stream()
                .flatMap(rule -> rule.at("ports").items().stream())
                .map(port -> port.at("port").text())
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static <K, V> java.util.Set<Map.Entry<K, V>> labels(Document mapping) {
        return ((Map<K, V>) java.util.Objects.requireNonNull(mapping.content())).entrySet();
    }
}
