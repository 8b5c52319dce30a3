package io.graphbus.server.application.directory;

import org.springframework.data.jpa.repository.JpaRepository;

interface ApplicationDocumentRepository extends JpaRepository<ApplicationDocumentEntity, Long> {}
