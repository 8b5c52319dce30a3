package io.graphbus.server.state;

import org.springframework.data.jpa.repository.JpaRepository;

interface StateAsideRepository extends JpaRepository<StateAsideEntity, Long> {}
