package shop;

/** An order of a customer, its amount in cents. */
public record Order(String id, String customer, int amount) {}
