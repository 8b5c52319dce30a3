package io.graphbus.server.application.directory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface ApplicationRepository extends JpaRepository<ApplicationEntity, Long> {

    Optional<ApplicationEntity> findByName(String name);

    List<ApplicationEntity> findByNameGreaterThanOrderByName(String name, Limit limit);

    @Query("select a.name from ApplicationEntity a order by a.name")
    List<String> names(Limit limit);

    /** Past the revision: instances that say they are there do not get into each other's way. */
    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query(
            """
            update ApplicationEntity a
            set a.lastSeenAt = :now, a.staleAt = greatest(a.staleAt, :staleAt)
            where a.id = :id
            """)
    int seen(long id, Instant now, Instant staleAt);
}
