package io.graphbus.server.deployment;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;

interface EnvironmentRepository extends JpaRepository<EnvironmentEntity, String> {

    /** The environment, held until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<EnvironmentEntity> findByName(String name);
}
