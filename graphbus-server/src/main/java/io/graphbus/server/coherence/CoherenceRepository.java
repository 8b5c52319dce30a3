package io.graphbus.server.coherence;

import org.springframework.data.jpa.repository.JpaRepository;

interface CoherenceRepository extends JpaRepository<CoherenceEntity, String> {}
