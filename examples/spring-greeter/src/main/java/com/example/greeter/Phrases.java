package com.example.greeter;

import org.springframework.stereotype.Component;

/** An ordinary bean that an agent uses. */
@Component
public class Phrases {

    public String greeting(String name) {
        return "Hello, " + name + "!";
    }
}
