package io.graphbus.server.security.key;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface KeyRepository extends JpaRepository<KeyEntity, Long> {

    Optional<KeyEntity> findByPublicId(String publicId);

    boolean existsByLiveName(String liveName);

    /** One page, newest first. */
    List<KeyEntity> findByNumberLessThanOrderByNumberDesc(long number, Limit limit);

    /** Notes a use, unless another server has noted one since. */
    @Modifying
    @Query(
            """
            update KeyEntity k set k.lastUsedAt = :now
            where k.publicId = :id and (k.lastUsedAt is null or k.lastUsedAt < :since)
            """)
    int noteUse(String id, Instant now, Instant since);
}
