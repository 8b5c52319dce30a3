package io.graphbus.server.contract;

import io.graphbus.schema.Version;
import io.graphbus.store.ContractStore;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Contracts in the database. Joins the caller's transaction, so that a build's contracts are kept
 * together or not at all.
 */
@Component
@Transactional
class JpaContractStore implements ContractStore {

    private static final Comparator<StoredContract> ORDER =
            Comparator.comparing(StoredContract::agent)
                    .thenComparing(StoredContract::version)
                    .thenComparing(c -> c.version().text());

    private final ContractRepository contracts;

    JpaContractStore(ContractRepository contracts) {
        this.contracts = contracts;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<StoredContract> find(String agent, Version version) {
        return contracts
                .findByAgentAndVersion(agent, version.text())
                .map(ContractEntity::toContract);
    }

    @Override
    @Transactional(readOnly = true)
    public List<StoredContract> versions(String agent) {
        return sorted(contracts.findByAgent(agent));
    }

    @Override
    @Transactional(readOnly = true)
    public List<StoredContract> list() {
        return sorted(contracts.findAll());
    }

    @Override
    public void save(StoredContract contract) {
        contracts
                .findByAgentAndVersion(contract.agent(), contract.version().text())
                .ifPresentOrElse(
                        kept -> kept.replaceBy(contract),
                        () -> contracts.save(new ContractEntity(contract)));
    }

    private static List<StoredContract> sorted(List<ContractEntity> found) {
        return found.stream().map(ContractEntity::toContract).sorted(ORDER).toList();
    }
}
