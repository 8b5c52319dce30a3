package com.example.greeter;

/** What a greeter says to somebody. */
public record Greeting(String name, String text) {}
