package io.graphbus.mailbox;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/** A ticket ends in one way, and the turn is never lost with it. */
public class TicketRaces {

    /** The loop grants the turn while its thread gives up. */
    @JCStressTest
    @Outcome(id = "true, false, 1", expect = Expect.ACCEPTABLE, desc = "granted")
    @Outcome(id = "false, true, 1", expect = Expect.ACCEPTABLE, desc = "cancelled")
    @Outcome(expect = Expect.FORBIDDEN, desc = "both or neither")
    @State
    public static class GrantAgainstCancel {
        private final Ticket ticket = new Ticket();

        @Actor
        public void loop(ZZI_Result r) {
            r.r1 = ticket.settle(Ticket.State.GRANTED);
        }

        @Actor
        public void caller(ZZI_Result r) {
            r.r2 = ticket.settle(Ticket.State.CANCELLED);
        }

        @Arbiter
        public void end(ZZI_Result r) {
            Ticket.State won = r.r1 ? Ticket.State.GRANTED : Ticket.State.CANCELLED;
            r.r3 = ticket.state() == won ? 1 : 0;
        }
    }

    /**
     * The same in a mailbox: whoever ends up with the turn, mail behind the ticket gets through.
     */
    @JCStressTest
    @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "the mail was handled")
    @Outcome(expect = Expect.FORBIDDEN, desc = "the turn was lost or had twice")
    @State
    public static class CancelAgainstDrain {
        private final Desk desk = Desk.open();
        private final Ticket ticket = desk.box.queue();

        @Actor
        public void loop() {
            desk.put(1);
            desk.loopOnce();
        }

        @Actor
        public void caller() {
            if (!ticket.settle(Ticket.State.CANCELLED)) {
                desk.box.leave();
            }
        }

        @Arbiter
        public void end(II_Result r) {
            desk.settle();
            r.r1 = desk.worked();
            r.r2 = desk.box.isIdle() ? 1 : 0;
        }
    }

    /** Mail comes while the mailbox closes: it is handled or discarded. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "handled")
    @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "discarded")
    @Outcome(expect = Expect.FORBIDDEN, desc = "lost or both")
    @State
    public static class PutAgainstClose {
        private final Desk desk = Desk.open();

        @Actor
        public void writer() {
            desk.put(1);
            desk.loopOnce();
        }

        @Actor
        public void stop() {
            desk.box.close();
        }

        @Arbiter
        public void end(II_Result r) {
            desk.settle();
            r.r1 = desk.worked();
            r.r2 = desk.discarded();
        }
    }

    /** A caller lines up while the mailbox closes: it is let in or turned away, never forgotten. */
    @JCStressTest
    @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "told either way")
    @Outcome(expect = Expect.FORBIDDEN, desc = "it waits for ever")
    @State
    public static class QueueAgainstClose {
        private final Desk desk = Desk.open();
        private Ticket ticket;

        @Actor
        public void caller() {
            ticket = desk.box.queue();
            desk.loopOnce();
        }

        @Actor
        public void stop() {
            desk.box.close();
        }

        @Arbiter
        public void end(II_Result r) {
            desk.settle();
            r.r1 = ticket.state() == Ticket.State.WAITING ? 1 : 0;
            if (ticket.state() == Ticket.State.GRANTED) {
                desk.box.leave();
            }
            r.r2 = desk.box.isIdle() ? 1 : 0;
        }
    }
}
