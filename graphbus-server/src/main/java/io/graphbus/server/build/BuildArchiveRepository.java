package io.graphbus.server.build;

import org.springframework.data.jpa.repository.JpaRepository;

interface BuildArchiveRepository extends JpaRepository<BuildArchiveEntity, Long> {}
