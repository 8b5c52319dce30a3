package shop;

/** An order as it was in version 1. */
public record OldOrder(String id, String customer, int amount) {}
