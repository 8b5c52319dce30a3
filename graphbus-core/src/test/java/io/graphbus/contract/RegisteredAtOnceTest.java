package io.graphbus.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.agent.Contract.Stability;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import io.graphbus.schema.Version;
import io.graphbus.store.ContractStore;
import io.graphbus.store.FileContractStore;
import io.graphbus.store.InMemoryContractStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several that register other contents under one version at the same moment. */
class RegisteredAtOnceTest {

    private static final int MANY = 8;

    @TempDir private Path directory;

    @Test
    void oneWinsInADirectoryAndTheOthersAreTold() throws Exception {
        race(() -> new FileContractStore(directory.resolve("contracts")));
    }

    @Test
    void oneWinsInMemoryAndTheOthersAreTold() throws Exception {
        ContractStore store = new InMemoryContractStore();
        race(() -> store);
    }

    private static void race(Supplier<ContractStore> stores) throws Exception {
        CyclicBarrier start = new CyclicBarrier(MANY);
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            AgentContract contract =
                    AgentContract.written(
                            "Orders",
                            Version.of("1.0.0"),
                            Stability.STABLE,
                            Json.parse("{\"methods\":{\"m" + i + "\":{}}}", "test"));
            all.add(
                    () -> {
                        start.await();
                        return registers(stores.get(), contract);
                    });
        }
        int won = 0;
        try (var threads = Executors.newFixedThreadPool(MANY)) {
            for (var registered : threads.invokeAll(all)) {
                won += registered.get() ? 1 : 0;
            }
        }
        assertThat(won).isEqualTo(1);
        assertThat(stores.get().versions("Orders")).hasSize(1);
    }

    private static boolean registers(ContractStore store, AgentContract contract) {
        try {
            return !new ContractRegistry(store, Clock.systemUTC())
                    .register(List.of(contract))
                    .isEmpty();
        } catch (GraphBusException e) {
            assertThat(e.problem().code()).isEqualTo(ProblemCode.CONTRACT_CONFLICT);
            return false;
        }
    }
}
