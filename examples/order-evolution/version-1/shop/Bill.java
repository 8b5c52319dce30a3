package shop;

/** What a customer is asked to pay. */
public record Bill(String order, String text) {}
