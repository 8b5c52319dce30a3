package io.graphbus.server.build.history;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;

interface BuildRepository extends JpaRepository<BuildEntity, Long> {

    /** One page, newest first. */
    List<BuildEntity> findByNumberLessThanOrderByNumberDesc(long number, Limit limit);

    Optional<BuildEntity> findByActiveSlot(int slot);

    Optional<BuildEntity> findFirstByArtifactHashOrderByNumberDesc(String artifactHash);
}
