package io.graphbus.server.state;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

interface StateRepository extends JpaRepository<StateEntity, String> {

    List<StateEntity> findAllByOrderByAgent();
}
