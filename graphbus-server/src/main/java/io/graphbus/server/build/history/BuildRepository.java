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

    /**
     * Builds with artifacts that neither run nor were active last before, newest first, without the
     * newest of them. One statement, which sees one moment.
     */
    @Query(
            """
            select b from BuildEntity b
            where b.archived = true and b.activeSlot is null
                and (b.activatedAt is null or b.number <> (
                    select p.number from BuildEntity p
                    where p.archived = true and p.activeSlot is null and p.activatedAt is not null
                    order by p.activatedAt desc
                    fetch first 1 rows only))
            order by b.number desc
            offset :newest rows fetch first 100 rows only
            """)
    List<BuildEntity> archivedBeyond(int newest);
}
