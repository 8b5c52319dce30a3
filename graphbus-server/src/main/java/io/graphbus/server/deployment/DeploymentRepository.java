package io.graphbus.server.deployment;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;

interface DeploymentRepository extends JpaRepository<DeploymentEntity, Long> {

    List<DeploymentEntity> findByEnvironment(String environment);

    List<DeploymentEntity> findByEnvironmentAndAgent(String environment, String agent);

    /** The rest of one agent's in one environment. */
    List<DeploymentEntity> findByEnvironmentAndAgentAndIdGreaterThanOrderById(
            String environment, String agent, long id, Limit limit);

    /** Those of the next agents in one environment. */
    List<DeploymentEntity> findByEnvironmentAndAgentGreaterThanOrderByAgentAscIdAsc(
            String environment, String agent, Limit limit);

    /** Those of the next environments. */
    List<DeploymentEntity> findByEnvironmentGreaterThanOrderByEnvironmentAscAgentAscIdAsc(
            String environment, Limit limit);

    /** One agent's in the next environments. */
    List<DeploymentEntity> findByAgentAndEnvironmentGreaterThanOrderByEnvironmentAscIdAsc(
            String agent, String environment, Limit limit);
}
