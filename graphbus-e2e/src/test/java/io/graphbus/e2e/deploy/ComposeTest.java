package io.graphbus.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ComposeTest {

    private static final Pattern REQUIRED = Pattern.compile("\\$\\{([A-Z_]+):\\?set \\1, .+}");

    private final Document compose = Document.parse(Checkout.text("docker/compose.yaml"));
    private final Document services = compose.at("services");

    @Test
    void itRunsServerDatabasePrometheusAndGrafana() {
        assertThat(services.keys()).containsExactly("server", "postgres", "prometheus", "grafana");
        assertThat(services.at("postgres", "image").text()).isEqualTo("postgres:18");
        assertThat(services.keys())
                .allMatch(s -> services.at(s, "image").text().matches(".+:[^:]+"))
                .noneMatch(s -> services.at(s, "image").text().endsWith(":latest"));
    }

    @Test
    void theServersImageIsBuiltFromFilesThatExist() {
        Document build = services.at("server", "build");

        assertThat(Checkout.path("docker").resolve(build.at("context").text()).normalize())
                .isEqualTo(Checkout.ROOT.normalize());
        assertThat(Checkout.path(build.at("dockerfile").text())).isRegularFile();
    }

    @Test
    void secretsHaveNoDefaultAndAreAskedForByName() {
        for (String service : services.keys()) {
            Document environment = services.at(service, "environment");
            for (String name : environment.keys()) {
                if (name.matches(".*(PASSWORD|TOKEN)")) {
                    assertThat(environment.at(name).text()).as(name).matches(REQUIRED);
                }
            }
        }
    }

    @Test
    void theServerGetsItsSettingsUnderNamesItReads() {
        Document environment = services.at("server", "environment");

        assertThat(ServedPaths.VARIABLES).containsAll(environment.keys());
        assertThat(environment.at("SPRING_DATASOURCE_URL").text())
                .isEqualTo("jdbc:postgresql://postgres:5432/graphbus");
        assertThat(environment.at("SPRING_DATASOURCE_USERNAME"))
                .isEqualTo(services.at("postgres", "environment", "POSTGRES_USER"));
        assertThat(environment.at("SPRING_DATASOURCE_PASSWORD"))
                .isEqualTo(services.at("postgres", "environment", "POSTGRES_PASSWORD"));
        assertThat(mountTargets("server")).contains(environment.at("GRAPHBUS_ARTIFACTS").text());
    }

    @Test
    void eachServiceWaitsForHealthyOnes() {
        for (String service : services.keys()) {
            Document needs = services.at(service, "depends_on");
            for (String needed : needs.keys()) {
                assertThat(needs.at(needed, "condition").text()).isEqualTo("service_healthy");
                boolean own = !services.at(needed, "healthcheck").isAbsent();
                boolean ofTheImage = !services.at(needed, "build").isAbsent();
                assertThat(own || ofTheImage).as(needed + " tells its health").isTrue();
            }
        }
        assertThat(Dockerfile.read().all("HEALTHCHECK")).hasSize(1);
    }

    @Test
    void everyMountedPathExistsAndEveryVolumeIsDeclared() {
        for (String service : services.keys()) {
            for (Document volume : services.at(service, "volumes").items()) {
                String source = source(volume);
                if (!source.startsWith(".")) {
                    assertThat(compose.at("volumes").keys()).contains(source);
                } else if (!source.endsWith(".graphbus")) {
                    assertThat(Checkout.path("docker").resolve(source).normalize()).exists();
                } else {
                    assertThat(Checkout.path("docker").resolve(source).normalize().getParent())
                            .isDirectory();
                }
            }
        }
    }

    @Test
    void onlyThisMachineReachesThePorts() {
        for (String service : services.keys()) {
            assertThat(services.at(service, "ports").texts())
                    .allMatch(p -> p.startsWith("127.0.0.1:"));
        }
    }

    @Test
    void theServerMayWriteOnlyToItsVolumeAndTmp() {
        Document server = services.at("server");

        assertThat(server.at("read_only").content()).isEqualTo(true);
        assertThat(server.at("tmpfs").texts()).containsExactly("/tmp");
        assertThat(server.at("cap_drop").texts()).containsExactly("ALL");
        assertThat(mountTargets("server")).contains("/data");
    }

    @Test
    void prometheusScrapesTheServerWithAViewersToken() {
        Document config = Document.parse(Checkout.text("deploy/prometheus/prometheus.yml"));
        Document job = config.at("scrape_configs", 0);
        String secret = services.at("prometheus", "secrets", 0).text();

        assertThat(job.at("metrics_path").text()).isEqualTo(ServedPaths.METRICS);
        assertThat(job.at("static_configs", 0, "targets").texts()).containsExactly("server:8080");
        assertThat(job.at("authorization", "credentials_file").text())
                .isEqualTo("/run/secrets/" + secret);
        assertThat(compose.at("secrets", secret, "environment").text())
                .isEqualTo("GRAPHBUS_VIEWER_TOKEN");
        assertThat(services.at("prometheus", "secrets").items()).hasSize(1);
        assertThat(services.at("server", "environment").keys()).contains("GRAPHBUS_VIEWER_TOKEN");
        assertThat(mountTargets("prometheus")).contains("/etc/prometheus");
    }

    @Test
    void theServerAnswersToTheNamePrometheusCallsItBy() {
        assertThat(services.at("server", "environment", "GRAPHBUS_SECURITY_ALLOWEDHOSTS").text())
                .isEqualTo("server");
    }

    @Test
    void grafanaFindsPrometheusAndTheDashboard() {
        String provisioning = "deploy/grafana/provisioning/";
        Document source =
                Document.parse(Checkout.text(provisioning + "datasources/prometheus.yaml"))
                        .at("datasources", 0);
        Document provider =
                Document.parse(Checkout.text(provisioning + "dashboards/graphbus.yaml"))
                        .at("providers", 0);

        assertThat(source.at("url").text()).isEqualTo("http://prometheus:9090");
        assertThat(source.at("type").text()).isEqualTo("prometheus");
        assertThat(mountTargets("grafana"))
                .contains(provider.at("options", "path").text(), "/etc/grafana/provisioning");
    }

    private List<String> mountTargets(String service) {
        return services.at(service, "volumes").items().stream()
                .map(v -> v.keys().isEmpty() ? v.text().split(":")[1] : v.at("target").text())
                .toList();
    }

    private static String source(Document volume) {
        String source =
                volume.keys().isEmpty() ? volume.text().split(":")[0] : volume.at("source").text();
        return source.replaceAll("\\$\\{[A-Z_]+:-(.+)}", "$1");
    }
}
