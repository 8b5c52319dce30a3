package io.graphbus.contract.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Contract;
import io.graphbus.agent.Contract.Stability;
import io.graphbus.agent.DependsOn;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.SchemaVersion;
import io.graphbus.agent.Subscribes;
import io.graphbus.contract.AgentContract;
import io.graphbus.contract.ContractRegistry;
import io.graphbus.contract.impact.Upgrades;
import io.graphbus.schema.Json;
import io.graphbus.schema.Version;
import io.graphbus.signal.SignalListener;
import io.graphbus.store.ContractStore;
import io.graphbus.store.InMemoryContractStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContractNoticesTest {

    public record Order(String id, int amount) {}

    @Agent
    @Contract(version = "1.0.0")
    public static class Orders {
        @SchemaMethod
        @Publishes("/Order/Created")
        public Order place(String id) {
            return new Order(id, 1);
        }
    }

    @Agent
    public static class Billing {
        @Subscribes("/Order/Created")
        @Publishes("/Invoice/Made")
        public String bill(Order order) {
            return order.id();
        }
    }

    @Agent
    public static class Mailer {
        @Subscribes("/Invoice/Made")
        public void send(String id) {}
    }

    @Agent
    public static class Pinned {
        @Subscribes("/Order/Created")
        @SchemaVersion("^1")
        public void on(Object any) {}
    }

    @Agent
    @DependsOn("Orders")
    public static class Shop {
        @SchemaMethod
        public int orders() {
            return 0;
        }
    }

    private static final String PAYLOAD =
            "{\"publishes\":{\"/Order/Created\":{\"payload\":{\"type\":\"object\",\"properties\":{"
                    + "\"id\":{\"type\":\"string\"},\"%s\":{\"type\":\"integer\",\"minimum\":0,\"maximum\":9}},"
                    + "\"required\":[\"id\",\"%s\"]}}},\"methods\":{\"place\":{\"input\":%s,\"output\":true}}}";

    private final GraphBus bus =
            GraphBus.of(new Orders(), new Billing(), new Mailer(), new Pinned(), new Shop());
    private final List<ContractImpacted> told = new ArrayList<>();
    private final ContractStore store = new InMemoryContractStore();
    private final ContractNotices notices =
            new ContractNotices(bus::graph, store, () -> Upgrades.NONE, bus::tell);
    private final ContractRegistry registry =
            new ContractRegistry(
                    store,
                    Clock.systemUTC(),
                    changed -> notices.refresh(changed.stream().map(c -> c.agent()).toList()));

    ContractNoticesTest() {
        bus.watch(SignalListener.of(ContractImpacted.class, told::add));
    }

    @AfterEach
    void close() {
        bus.close();
    }

    private void register(String version, String member, String input) {
        registry.register(
                List.of(
                        AgentContract.written(
                                "Orders",
                                Version.of(version),
                                Stability.STABLE,
                                Json.parse(PAYLOAD.formatted(member, member, input), "test"))));
    }

    private List<String> lines() {
        return notices.all().stream().map(n -> n.affected() + " < " + n.text()).toList();
    }

    @Test
    void whoeverIsHitByARegisteredContractIsToldOnce() {
        register("2.0.0", "total", "true");

        assertThat(lines())
                .containsExactly(
                        "Billing < Orders 2.0.0: BREAKS at /Order/Created",
                        "Mailer < Orders 2.0.0: STARVED at /Order/Created",
                        "Pinned < Orders 2.0.0: RANGE_ONLY at /Order/Created",
                        "Shop < Orders 2.0.0: BREAKS at Orders.place result");
        assertThat(told).hasSize(4);
        assertThat(told.getFirst())
                .isEqualTo(
                        new ContractImpacted(
                                "Orders", "2.0.0", "Billing", Outcome.BREAKS, "/Order/Created"));
        assertThat(notices.of("Billing").getFirst().witness().has("total")).isTrue();
        assertThat(notices.of("Mailer").getFirst().path()).hasSize(5);
        assertThat(notices.of("Billing").getFirst().json().path("outcome").asString())
                .isEqualTo("BREAKS");

        notices.refresh();
        assertThat(told).hasSize(4);
    }

    @Test
    void aCallerIsToldOfArgumentsThatAreNotTakenAnyMore() {
        register("2.0.0", "amount", "{\"type\":\"integer\"}");

        assertThat(lines()).contains("Shop < Orders 2.0.0: BREAKS at Orders.place");
    }

    @Test
    void aLaterRegistrationMendsIt() {
        register("2.0.0", "total", "true");
        register("2.0.1-rc.1", "total", "true");
        assertThat(notices.of("Billing").getFirst().version().text()).isEqualTo("2.0.1-rc.1");

        register("3.0.0", "amount", "true");
        assertThat(notices.of("Billing")).isEmpty();
        assertThat(notices.of("Mailer")).isEmpty();
    }

    @Test
    void whatRunsOrIsOlderIsNotNews() {
        register("0.9.0", "total", "true");

        assertThat(notices.all()).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void agentsThatAreNotInTheGraphAreNothingToIt() {
        registry.register(
                List.of(
                        AgentContract.written(
                                "Elsewhere",
                                Version.of("1.0.0"),
                                Stability.STABLE,
                                Json.parse("{}", "test"))));

        assertThat(notices.all()).isEmpty();
    }

    @Test
    void theGraphIsReadWhenItsTurnHasCome() {
        AtomicReference<ContractNotices> looking = new AtomicReference<>();
        List<Boolean> alone = new ArrayList<>();
        ContractNotices watched =
                new ContractNotices(
                        () -> {
                            alone.add(Thread.holdsLock(looking.get()));
                            return bus.graph();
                        },
                        store,
                        () -> Upgrades.NONE,
                        bus::tell);
        looking.set(watched);

        watched.refresh();
        watched.refresh(List.of("Orders"));

        assertThat(alone).containsExactly(true, true);
    }
}
