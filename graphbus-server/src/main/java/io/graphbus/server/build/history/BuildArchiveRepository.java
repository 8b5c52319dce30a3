package io.graphbus.server.build.history;

import org.springframework.data.jpa.repository.JpaRepository;

interface BuildArchiveRepository extends JpaRepository<BuildArchiveEntity, Long> {}
