package com.example.greeter;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

/** The guestbook's pages. */
interface Guests extends JpaRepository<Guest, Long> {

    Optional<Guest> findByName(String name);

    List<Guest> findAllByOrderByName();
}
