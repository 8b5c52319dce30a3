package io.graphbus.spring.test.shop;

import java.time.Instant;

/** That a customer has paid. */
public record Paid(String id, int amount, Instant at) {}
