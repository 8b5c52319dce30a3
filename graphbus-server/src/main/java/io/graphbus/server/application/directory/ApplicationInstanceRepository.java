package io.graphbus.server.application.directory;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface ApplicationInstanceRepository extends JpaRepository<ApplicationInstanceEntity, Long> {

    List<ApplicationInstanceEntity> findByApplicationInOrderByInstance(
            Collection<Long> applications);

    /** Those seen least lately first. */
    List<ApplicationInstanceEntity> findByApplicationOrderByStaleAt(long application);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query(
            """
            update ApplicationInstanceEntity i set i.lastSeenAt = :now, i.staleAt = :staleAt
            where i.application = :application and i.instance = :instance
            """)
    int seen(long application, String instance, Instant now, Instant staleAt);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query(
            "delete from ApplicationInstanceEntity i where i.application = :application and i.staleAt < :before")
    void forget(long application, Instant before);
}
