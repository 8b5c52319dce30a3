package io.graphbus.server.migration;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;

interface MigrationRepository extends JpaRepository<MigrationEntity, Long> {

    Optional<MigrationEntity> findByName(String name);

    List<MigrationEntity> findAllByOrderById();

    /** One page of all, in the order of registration. */
    List<MigrationEntity> findByIdGreaterThanOrderById(long id, Limit limit);

    /** One page of one agent's, in the order of registration. */
    List<MigrationEntity> findByAgentAndIdGreaterThanOrderById(String agent, long id, Limit limit);
}
