package io.graphbus.benchmarks.durable;

import java.util.Locale;

/** What is published: six members, some 130 characters of JSON. */
record Order(String id, String customer, String product, int quantity, double price, String note) {

    private static final int CUSTOMERS = 1_000;

    static Order of(long number) {
        return new Order(
                "order-" + number,
                "customer-" + number % CUSTOMERS,
                "a pencil, hexagonal",
                (int) (number % 9) + 1,
                1.25,
                "to be left at the neighbour's");
    }

    /** Its JSON, for whoever brings no mapper. */
    String json() {
        return String.format(
                Locale.ROOT,
                "{\"id\":\"%s\",\"customer\":\"%s\",\"product\":\"%s\",\"quantity\":%d,"
                        + "\"price\":%s,\"note\":\"%s\"}",
                id,
                customer,
                product,
                quantity,
                price,
                note);
    }
}
