package io.graphbus.server.migration.history;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface HistoryRepository extends JpaRepository<HistoryEntity, Long> {

    List<HistoryEntity> findAllByOrderByPosition();

    Optional<HistoryEntity> findFirstByOrderByPositionDesc();

    /** Waits until nobody else holds the history; holds it until the transaction ends. */
    @Query(
            value = "select id from graphbus_migration_lock where id = 1 for update",
            nativeQuery = true)
    long hold();
}
