package io.graphbus.server.build.history;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface BuildRepository extends JpaRepository<BuildEntity, Long> {

    /** One page, newest first. */
    List<BuildEntity> findByNumberLessThanOrderByNumberDesc(long number, Limit limit);

    Optional<BuildEntity> findByActiveSlot(int slot);

    Optional<BuildEntity> findFirstByArtifactHashAndArchivedTrueOrderByNumberDesc(
            String artifactHash);

    /** The build that was active before, as far as it still has artifacts. */
    @Query(
            """
            select b.number from BuildEntity b
            where b.archived = true and b.activeSlot is null and b.activatedAt is not null
            order by b.activatedAt desc
            fetch first 1 rows only
            """)
    Optional<Long> previous();

    /**
     * Builds with artifacts that do not run, newest first, without the newest of them.
     *
     * @param kept left out too
     */
    @Query(
            """
            select b from BuildEntity b
            where b.archived = true and b.activeSlot is null and b.number <> :kept
            order by b.number desc
            offset :newest rows fetch first 100 rows only
            """)
    List<BuildEntity> archivedBeyond(int newest, long kept);
}
