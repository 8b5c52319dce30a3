package io.graphbus.e2e.deploy.chart;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class HelmRefusalsTest {

    @Test
    void moreThanOneServerIsRefused() {
        refused(Map.of("replicaCount", 2)).hasMessageContaining("Set replicaCount to 1");
    }

    @Test
    void moreThanOneServerIsRefusedWithPostgresqlToo() {
        refused(
                        Map.of(
                                "replicaCount", 3,
                                "database.type", "postgresql",
                                "database.postgresql.url", "jdbc:postgresql://db/graphbus",
                                "database.postgresql.existingSecret", "db"))
                .hasMessageContaining("replicaCount is 3");
    }

    @Test
    void h2WithoutAVolumeIsRefused() {
        refused(Map.of("persistence.enabled", false))
                .hasMessageContaining("persistence.enabled is false")
                .hasMessageContaining("postgresql");
    }

    @Test
    void postgresqlNeedsItsUrlAndItsSecret() {
        refused(Map.of("database.type", "postgresql"))
                .hasMessageContaining("database.postgresql.url is empty");
        refused(
                        Map.of(
                                "database.type", "postgresql",
                                "database.postgresql.url", "jdbc:postgresql://db/graphbus"))
                .hasMessageContaining("database.postgresql.existingSecret is empty");
    }

    @Test
    void twoSourcesOfOneThingAreRefused() {
        refused(Map.of("auth.adminToken", "t", "auth.existingSecret", "s"))
                .hasMessageContaining("Keep one");
        refused(Map.of("auth.viewerToken", "t", "auth.existingSecret", "s"))
                .hasMessageContaining("auth.viewerToken");
        refused(
                        Map.of(
                                "graphbus.artifacts.configMap.name", "c",
                                "graphbus.artifacts.existingClaim", "p"))
                .hasMessageContaining("Keep one");
    }

    @Test
    void valuesTheChartDoesNotKnowAreRefusedByName() {
        refused(Map.of("replicas", 1)).hasMessageContaining("replicas");
        refused(Map.of("database.type", "mysql")).hasMessageContaining("/database/type");
        refused(Map.of("service.port", "web")).hasMessageContaining("/service/port");
    }

    @Test
    void aSecretInThePlainConfigurationIsRefused() {
        refused(Map.of("graphbus.config.SPRING_DATASOURCE_PASSWORD", "x"))
                .hasMessageContaining("SPRING_DATASOURCE_PASSWORD");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(Map<String, ?> values) {
        return assertThatThrownBy(() -> Chart.with(values));
    }
}
