package io.graphbus.store.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.problem.GraphBusException;
import io.graphbus.schema.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What every store of deployments promises. */
public abstract class AnyDeploymentStore {

    protected static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");

    protected abstract DeploymentStore store();

    protected static Deployment live(String environment, String agent, String version) {
        return new Deployment(environment, agent, Version.of(version), NOON);
    }

    private List<String> lines() {
        return store().list().stream()
                .map(d -> d.environment() + " " + d.agent() + "@" + d.version())
                .toList();
    }

    @Test
    void whatIsRecordedTakesThePlaceOfAllLiveVersions() {
        store().add(live("prod", "Orders", "1.0.0"));
        store().add(live("prod", "Orders", "1.1.0"));
        store().add(live("prod", "Billing", "1.0.0"));
        store().add(live("staging", "Orders", "1.1.0"));

        List<Deployment> gone = store().replace(live("prod", "Orders", "2.0.0-rc.1+b7"));

        assertThat(gone).extracting(d -> d.version().text()).containsExactly("1.0.0", "1.1.0");
        assertThat(lines())
                .containsExactly(
                        "prod Billing@1.0.0", "prod Orders@2.0.0-rc.1+b7", "staging Orders@1.1.0");
        assertThat(store().in("PROD")).containsAll(store().in("prod")).hasSize(2);
        assertThat(store().in("nowhere")).isEmpty();
    }

    @Test
    void whatIsReleasedIsLiveBesideTheOthersByPrecedence() {
        for (String version : List.of("1.10.0", "1.9.0", "2.0.0-rc.1")) {
            assertThat(store().add(live("prod", "Orders", version))).isTrue();
        }

        assertThat(lines())
                .containsExactly(
                        "prod Orders@1.9.0", "prod Orders@1.10.0", "prod Orders@2.0.0-rc.1");
    }

    @Test
    void theSameAgainStaysAsItWasRecorded() {
        Deployment first = live("prod", "Orders", "1.0.0");
        Deployment again = new Deployment("Prod", "Orders", first.version(), NOON.plusSeconds(9));
        store().replace(first);

        assertThat(store().replace(again)).isEmpty();
        assertThat(store().add(again)).isFalse();
        assertThat(store().list()).containsExactly(first);
    }

    @Test
    void buildsOfOneVersionAreKeptApart() {
        store().add(live("prod", "Orders", "1.0.0+a"));
        store().add(live("prod", "Orders", "1.0.0+b"));

        assertThat(store().remove("prod", "Orders", Version.of("1.0.0"))).isFalse();
        assertThat(store().remove("prod", "Orders", Version.of("1.0.0+a"))).isTrue();
        assertThat(lines()).containsExactly("prod Orders@1.0.0+b");
    }

    @Test
    void whatIsTakenOffIsNotLiveAnyMore() {
        store().add(live("prod", "Orders", "1.0.0"));

        assertThat(store().remove("PROD", "Orders", Version.of("1.0.0"))).isTrue();
        assertThat(store().remove("prod", "Orders", Version.of("1.0.0"))).isFalse();
        assertThat(store().list()).isEmpty();
    }

    @Test
    void anEnvironmentHasAName() {
        assertThatThrownBy(() -> store().in("../etc"))
                .isInstanceOf(GraphBusException.class)
                .hasMessageContaining("'../etc' is not the name of an environment");
        assertThatThrownBy(() -> live("prod", "no agent", "1.0.0"))
                .isInstanceOf(GraphBusException.class)
                .hasMessageContaining("INVALID_REQUEST");
    }

    @Test
    void manyAreRecordedAtOnce() throws Exception {
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            Deployment deployment = live("prod", "Busy" + i % 4, "1." + i + ".0");
            all.add(() -> store().add(deployment));
        }
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (var added : threads.invokeAll(all)) {
                assertThat(added.get()).isTrue();
            }
        }
        assertThat(store().in("prod")).hasSize(24);
    }
}
