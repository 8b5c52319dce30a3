package io.graphbus.spring.greeting;

/** What a greeter says. */
public record Greeting(String name, String text) {}
