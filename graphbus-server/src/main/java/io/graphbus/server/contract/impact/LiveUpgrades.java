package io.graphbus.server.contract.impact;

import io.graphbus.GraphBus;
import io.graphbus.contract.AgentContract;
import io.graphbus.contract.impact.Upgrades;
import io.graphbus.migration.delivery.DeliveryUpgrades;
import io.graphbus.server.graph.LiveGraph;
import io.graphbus.store.ContractStore;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What the graph that runs does to payloads on their way. */
@Component
public class LiveUpgrades {

    private final LiveGraph live;
    private final ContractStore contracts;

    LiveUpgrades(LiveGraph live, ContractStore contracts) {
        this.live = live;
        this.contracts = contracts;
    }

    /** With the migrations of this moment. */
    public Upgrades now() {
        GraphBus bus = live.bus();
        return DeliveryUpgrades.of(bus.migrations(), agent -> known(bus, agent));
    }

    /** What runs, and what is registered. */
    private List<AgentContract> known(GraphBus bus, String agent) {
        return Stream.concat(
                        bus.graph().agent(agent).map(AgentContract::of).stream(),
                        contracts.versions(agent).stream().map(AgentContract::of))
                .toList();
    }
}
