package com.example.greeter;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** Somebody in the guestbook. */
@Entity
class Guest {

    @Id @GeneratedValue private @Nullable Long id;

    @Column(unique = true)
    private String name = "";

    private int greetings;

    protected Guest() {}

    Guest(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    int greetings() {
        return greetings;
    }

    void greeted() {
        greetings++;
    }
}
