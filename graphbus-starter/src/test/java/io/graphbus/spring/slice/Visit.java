package io.graphbus.spring.slice;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** Somebody was there. */
@Entity
class Visit {

    @Id @GeneratedValue @Nullable Long id;

    String visitor = "";

    protected Visit() {}

    Visit(String visitor) {
        this.visitor = visitor;
    }
}
