package io.graphbus.server.contract.impact;

import io.graphbus.contract.AgentContract;
import io.graphbus.contract.impact.Upgrades;
import io.graphbus.migration.delivery.DeliveryUpgrades;
import io.graphbus.server.graph.LiveGraph;
import io.graphbus.store.ContractStore;
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
        return DeliveryUpgrades.of(
                live.bus().migrations(),
                agent -> contracts.versions(agent).stream().map(AgentContract::of).toList());
    }
}
