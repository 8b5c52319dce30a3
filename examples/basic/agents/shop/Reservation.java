package shop;

/**
 * What the shelf had to say to an order.
 *
 * @param reserved whether there was enough
 * @param left how many pieces are left on the shelf
 */
public record Reservation(Order order, boolean reserved, int left) {}
