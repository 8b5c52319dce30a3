package io.graphbus.benchmarks.durable;

import java.sql.SQLException;
import java.util.List;

/** Something that keeps what is published to it, and has it handled. Usable from any thread. */
interface Contender extends AutoCloseable {

    String title();

    /** Begins anew, with so many events that were published and handled before. */
    void store(int events) throws SQLException;

    /** On return it is kept. */
    void publish(Order order);

    /** Publishes all of them at once; on return they are kept. */
    void publishAll(List<Order> orders);

    /** Whether to publish many at once is more than to publish one after the other. */
    default boolean hasGroups() {
        return true;
    }

    /** How many have been handled since it was opened. */
    long handled();

    /** Waits until the database says of all that was published that it has been handled. */
    void settle() throws InterruptedException;

    @Override
    void close();
}
