package io.graphbus.server.contract.notice;

import io.graphbus.contract.notice.ContractNotices;
import io.graphbus.server.contract.impact.LiveUpgrades;
import io.graphbus.server.graph.LiveGraph;
import io.graphbus.store.ContractStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What agents of the graph that runs have to be told. */
@Configuration(proxyBeanMethods = false)
class NoticeConfiguration {

    @Bean
    ContractNotices contractNotices(
            LiveGraph live, ContractStore contracts, LiveUpgrades upgrades) {
        return new ContractNotices(
                () -> live.bus().graph(),
                contracts,
                upgrades::now,
                signal -> live.bus().tell(signal));
    }
}
