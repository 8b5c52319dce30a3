package shop;

/** An order of a customer: its total in cents of a currency. */
public record Order(String id, String customer, int total, String currency) {}
