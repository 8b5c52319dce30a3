package io.graphbus.server.contract;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface ContractRepository extends JpaRepository<ContractEntity, Long> {

    Optional<ContractEntity> findByAgentAndVersion(String agent, String version);

    List<ContractEntity> findByAgent(String agent);

    /** The versions of an agent's contract that were registered last. */
    @Query("select c.version from ContractEntity c where c.agent = :agent order by c.id desc")
    List<String> newestVersions(String agent, Limit limit);

    /** One page of one agent's contracts, in the order of registration. */
    List<ContractEntity> findByAgentAndIdGreaterThanOrderByAgentAscIdAsc(
            String agent, long id, Limit limit);

    /** One page of what other agents have, by agent and then in the order of registration. */
    List<ContractEntity> findByAgentGreaterThanOrderByAgentAscIdAsc(String agent, Limit limit);
}
