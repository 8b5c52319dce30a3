package io.graphbus.spring.transaction;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** Something that was bought; each item once. */
@Entity
public class Purchase {

    @Id @GeneratedValue @Nullable Long id;

    @Column(unique = true)
    String item = "";

    protected Purchase() {}

    Purchase(String item) {
        this.item = item;
    }
}
