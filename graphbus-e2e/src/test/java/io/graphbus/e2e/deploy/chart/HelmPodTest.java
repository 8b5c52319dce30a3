package io.graphbus.e2e.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.e2e.deploy.Dockerfile;
import io.graphbus.e2e.deploy.Document;
import io.graphbus.e2e.deploy.ServedPaths;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The pod of the chart: what it may do, how it is watched and stopped, and that its names meet. */
class HelmPodTest {

    static final List<String> SETS = Chart.VALUE_SETS;

    @ParameterizedTest
    @FieldSource("SETS")
    void everyContainerRunsWithoutPrivileges(String set) {
        Document pod = Chart.withValues(set).pod();
        assertThat(pod.at("automountServiceAccountToken").content()).isEqualTo(false);
        assertThat(pod.at("securityContext", "runAsNonRoot").content()).isEqualTo(true);
        assertThat(pod.at("securityContext", "seccompProfile", "type").text())
                .isEqualTo("RuntimeDefault");
        for (String kind : List.of("containers", "initContainers")) {
            for (Document container : pod.at(kind).items()) {
                Document context = container.at("securityContext");
                assertThat(context.at("readOnlyRootFilesystem").content()).isEqualTo(true);
                assertThat(context.at("allowPrivilegeEscalation").content()).isEqualTo(false);
                assertThat(context.at("capabilities", "drop").texts()).containsExactly("ALL");
                assertThat(container.at("resources", "limits", "memory").isAbsent()).isFalse();
                assertThat(container.at("resources", "requests", "cpu").isAbsent()).isFalse();
            }
        }
    }

    @Test
    void theUserIsTheOneOfTheImage() {
        String user = Dockerfile.read().last("USER");

        assertThat(user).isEqualTo("10001:10001");
        assertThat(Chart.withValues("h2").pod().at("securityContext", "runAsUser").text())
                .isEqualTo("10001");
    }

    @Test
    void whatIsWrittenIsMountedAndTheRestIsReadOnly() {
        assertThat(
                        Chart.withValues("h2").server().at("volumeMounts").items().stream()
                                .map(m -> m.at("mountPath").text()))
                .containsExactlyInAnyOrder("/data", "/tmp");
        Document settings = Chart.withValues("h2").only("ConfigMap").at("data");
        assertThat(settings.at("GRAPHBUS_DATA").text()).isEqualTo("/data");
        assertThat(settings.keys()).doesNotContain("SPRING_DATASOURCE_URL");
    }

    @ParameterizedTest
    @FieldSource("SETS")
    void everyMountHasItsVolume(String set) {
        Document pod = Chart.withValues(set).pod();
        for (String kind : List.of("containers", "initContainers")) {
            for (Document container : pod.at(kind).items()) {
                for (Document mount : container.at("volumeMounts").items()) {
                    String name = mount.at("name").text();
                    assertThat(pod.at("volumes").named(name).isAbsent()).as(name).isFalse();
                }
            }
        }
    }

    @Test
    void probesAskTheHealthGroupsOnTheServersPort() {
        Chart chart = Chart.withValues("h2");
        Document server = chart.server();

        assertThat(probe(server, "startupProbe")).isEqualTo(ServedPaths.LIVENESS);
        assertThat(probe(server, "livenessProbe")).isEqualTo(ServedPaths.LIVENESS);
        assertThat(probe(server, "readinessProbe")).isEqualTo(ServedPaths.READINESS);
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            assertThat(server.at(probe, "httpGet", "port").text()).isEqualTo("http");
        }
        assertThat(server.at("ports").named("http").at("containerPort").text())
                .isEqualTo(chart.only("ConfigMap").at("data", "SERVER_PORT").text());
        assertThat(chart.only("Service").at("spec", "ports", 0, "targetPort").text())
                .isEqualTo("http");
    }

    @Test
    void theServerHasTimeToDrainBeforeItIsKilled() {
        Chart chart = Chart.with(Map.of("graphbus.drainSeconds", 40, "preStopSeconds", 7));

        assertThat(chart.only("ConfigMap").at("data").content())
                .asString()
                .contains("SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE=40s");
        assertThat(chart.pod().at("terminationGracePeriodSeconds").number()).isGreaterThan(7 + 40);
        assertThat(chart.server().at("lifecycle", "preStop", "exec", "command").texts())
                .containsExactly("sleep", "7");
    }

    @Test
    void theServerGetsItsSettingsUnderNamesItReads() {
        for (String set : SETS) {
            Chart chart = Chart.withValues(set);
            assertThat(ServedPaths.VARIABLES)
                    .containsAll(chart.only("ConfigMap").at("data").keys())
                    .containsAll(
                            chart.server().at("env").items().stream()
                                    .map(e -> e.at("name").text())
                                    .toList());
            assertThat(chart.server().at("envFrom", 0, "configMapRef", "name"))
                    .isEqualTo(chart.only("ConfigMap").at("metadata", "name"));
        }
    }

    @Test
    void theServerAnswersToTheNamesOfItsServiceAndTheGivenOnes() {
        String hosts =
                Chart.withValues("full")
                        .only("ConfigMap")
                        .at("data", "GRAPHBUS_SECURITY_ALLOWEDHOSTS")
                        .text();

        assertThat(hosts.split(","))
                .containsExactly(
                        "rel-bus",
                        "rel-bus.ns",
                        "rel-bus.ns.svc",
                        "rel-bus.ns.svc.cluster.local",
                        "bus.example.com");
    }

    @Test
    void twoServersNeverRunAtOnceAndANodeCanBeDrained() {
        Chart chart = Chart.withValues("full");

        assertThat(chart.only("Deployment").at("spec", "strategy", "type").text())
                .isEqualTo("Recreate");
        assertThat(chart.only("PodDisruptionBudget").at("spec", "maxUnavailable").number())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @FieldSource("SETS")
    void everySelectorFindsThePod(String set) {
        Chart chart = Chart.withValues(set);
        Map<?, ?> labels =
                (Map<?, ?>)
                        chart.only("Deployment")
                                .at("spec", "template", "metadata", "labels")
                                .content();

        for (Document selector :
                List.of(
                        chart.only("Deployment").at("spec", "selector", "matchLabels"),
                        chart.only("Service").at("spec", "selector"),
                        chart.only("PodDisruptionBudget").at("spec", "selector", "matchLabels"),
                        chart.only("NetworkPolicy").at("spec", "podSelector", "matchLabels"))) {
            assertThat(selector.keys()).isNotEmpty();
            for (String key : selector.keys()) {
                assertThat(selector.at(key).content()).isEqualTo(labels.get(key));
            }
        }
    }

    private static String probe(Document server, String name) {
        return server.at(name, "httpGet", "path").text();
    }
}
