package io.graphbus.spring.transaction;

import io.graphbus.bus.Receipt;
import org.jspecify.annotations.Nullable;

/** Says of an event that it waits for its transaction; once it has left, what the bus says. */
final class HeldReceipt implements Receipt {

    private final String heldAs;
    private volatile @Nullable Receipt accepted;

    /**
     * @param heldAs stands for the id that the event does not have yet
     */
    HeldReceipt(String heldAs) {
        this.heldAs = heldAs;
    }

    void isAcceptedAs(Receipt receipt) {
        accepted = receipt;
    }

    @Override
    public String id() {
        Receipt receipt = accepted;
        return receipt == null ? heldAs : receipt.id();
    }

    @Override
    public int subscribers() {
        Receipt receipt = accepted;
        return receipt == null ? 0 : receipt.subscribers();
    }

    @Override
    public boolean isDuplicate() {
        Receipt receipt = accepted;
        return receipt != null && receipt.isDuplicate();
    }

    @Override
    public String toString() {
        return id();
    }
}
