package io.graphbus.bus;

import io.graphbus.mailbox.Mail;
import io.graphbus.mailbox.Mailbox;
import org.jspecify.annotations.Nullable;

/**
 * One event in one subscription's mailbox. The event's first subscription needs none: there the
 * {@link Envelope} itself is the mail.
 */
public sealed class Delivery extends Mail permits Outlet.Tracked {

    private final Envelope envelope;
    private final int slot;

    public Delivery(Envelope envelope, int slot) {
        this.envelope = envelope;
        this.slot = slot;
    }

    public Envelope envelope() {
        return envelope;
    }

    /** The subscription's place among the event's subscribers. */
    public int slot() {
        return slot;
    }

    @Override
    protected boolean isDroppable() {
        return true;
    }

    /**
     * Events whose publishers came to the end of their stack, or of memory, on the way. Publishers
     * fill in a part under the lock of this object and without a call, which would need stack; an
     * engine's pulse finishes them.
     */
    static final class Halfway {

        /**
         * More than can come together between two pulses: each error costs the trace of a stack.
         */
        private static final int MANY = 256;

        @Nullable Part free;
        @Nullable Part pending;

        Halfway() {
            for (int i = 0; i < MANY; i++) {
                Part part = new Part();
                part.next = free;
                free = part;
            }
        }

        /** What is left of one event. */
        static final class Part {
            @Nullable Part next;

            /** {@code null} when it goes to nobody and its places are given back. */
            @Nullable Envelope envelope;

            Mailbox[] boxes = {};

            /** The first mailbox for which something is left, and the first after those. */
            int from;

            int end;

            private void finish() {
                Envelope event = envelope;
                for (; from < end; from++) {
                    if (event == null) {
                        boxes[from].cancel();
                    } else {
                        MessageBus.put(event, boxes, from);
                    }
                }
                envelope = null;
                boxes = new Mailbox[0];
            }
        }

        /** Finishes what there is, oldest first; what fails once more stays. */
        void finish() {
            Part part;
            while ((part = oldest()) != null) {
                part.finish();
                settle(part);
            }
        }

        private synchronized @Nullable Part oldest() {
            Part part = pending;
            while (part != null && part.next != null) {
                part = part.next;
            }
            return part;
        }

        @SuppressWarnings("ReferenceEquality") // parts are themselves
        private synchronized void settle(Part done) {
            Part before = pending;
            while (before != null && before != done && before.next != done) {
                before = before.next;
            }
            if (before == null || before == done) {
                pending = null;
            } else {
                before.next = null;
            }
            done.next = free;
            free = done;
        }
    }
}
