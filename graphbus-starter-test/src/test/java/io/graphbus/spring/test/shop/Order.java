package io.graphbus.spring.test.shop;

/** What a customer wants. */
public record Order(String id, String article) {}
