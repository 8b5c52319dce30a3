package shop;

/** What somebody wants to buy. */
public record Order(String customer, String item, int quantity) {

    public Order {
        if (quantity < 1) {
            throw new IllegalArgumentException("the quantity must be at least 1");
        }
    }
}
