package io.graphbus.spring.transaction;

import org.springframework.data.jpa.repository.JpaRepository;

/** All that was bought. */
public interface Purchases extends JpaRepository<Purchase, Long> {

    boolean existsByItem(String item);
}
