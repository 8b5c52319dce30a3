package io.graphbus.mailbox;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/** Who has the turn: idle to busy and back, with mail and callers coming at the same time. */
public class TurnRaces {

    /** Somebody leaves while mail comes: either of them must have it looked at. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "the mail was handled")
    @Outcome(expect = Expect.FORBIDDEN, desc = "lost wake-up")
    @State
    public static class PutAgainstLeave {
        private final Desk desk = Desk.open();

        public PutAgainstLeave() {
            desk.box.tryEnter();
        }

        @Actor
        public void writer() {
            desk.put(1);
        }

        @Actor
        public void caller() {
            desk.box.leave();
        }

        @Arbiter
        public void end(II_Result r) {
            desk.settle();
            r.r1 = desk.worked();
            r.r2 = desk.box.waitingMail();
        }
    }

    /** A loop runs dry while mail comes. */
    @JCStressTest
    @Outcome(id = "3, 0, 0", expect = Expect.ACCEPTABLE, desc = "each was handled, in turn")
    @Outcome(expect = Expect.FORBIDDEN, desc = "lost, doubled or overlapping")
    @State
    public static class PutAgainstDrain {
        private final Desk desk = Desk.open();

        public PutAgainstDrain() {
            desk.put(0);
        }

        @Actor
        public void writer() {
            desk.put(1);
            desk.put(2);
        }

        @Actor
        public void loop() {
            desk.loopOnce();
            desk.loopOnce();
        }

        @Arbiter
        public void end(III_Result r) {
            desk.settle();
            r.r1 = desk.worked();
            r.r2 = desk.overlapped();
            r.r3 = desk.box.waitingMail();
        }
    }

    /** Mail comes from two sides, and whoever comes first starts a loop. */
    @JCStressTest
    @Outcome(id = "2, 0, 0", expect = Expect.ACCEPTABLE, desc = "each was handled, in turn")
    @Outcome(expect = Expect.FORBIDDEN, desc = "lost, doubled or overlapping")
    @State
    public static class PutAgainstPut {
        private final Desk desk = Desk.open();

        @Actor
        public void one() {
            desk.put(1);
            desk.loopOnce();
        }

        @Actor
        public void other() {
            desk.put(2);
            desk.loopOnce();
        }

        @Arbiter
        public void end(III_Result r) {
            desk.settle();
            r.r1 = desk.worked();
            r.r2 = desk.overlapped();
            r.r3 = desk.box.waitingMail();
        }
    }

    /** The turn goes from a caller to a loop and back; what each did must be seen by the next. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "all work is there, none overlapped")
    @Outcome(expect = Expect.FORBIDDEN, desc = "work was lost on the way or overlapped")
    @State
    public static class HandOver {
        private final Desk desk = Desk.open();
        private int calls;

        @Actor
        public void caller() {
            calls = (desk.call() ? 1 : 0) + (desk.call() ? 1 : 0);
        }

        @Actor
        public void loop() {
            desk.put(1);
            desk.loopOnce();
            desk.put(2);
            desk.loopOnce();
        }

        @Arbiter
        public void end(II_Result r) {
            desk.settle();
            r.r1 = calls + 2 - desk.worked();
            r.r2 = desk.overlapped();
        }
    }

    /** Two callers come to an idle agent. */
    @JCStressTest
    @Outcome(id = "true, false, 0", expect = Expect.ACCEPTABLE, desc = "the first has the turn")
    @Outcome(id = "false, true, 0", expect = Expect.ACCEPTABLE, desc = "the second has the turn")
    @Outcome(expect = Expect.FORBIDDEN, desc = "both or nobody")
    @State
    public static class TwoCallers {
        private final Desk desk = Desk.open();

        @Actor
        public void one(ZZI_Result r) {
            r.r1 = desk.box.tryEnter();
        }

        @Actor
        public void other(ZZI_Result r) {
            r.r2 = desk.box.tryEnter();
        }

        @Arbiter
        public void end(ZZI_Result r) {
            r.r3 = desk.box.tryEnter() ? 1 : 0;
        }
    }

    /** A caller must not overtake mail that was put before it came. */
    @JCStressTest
    @Outcome(id = "2, 0", expect = Expect.ACCEPTABLE, desc = "both pieces of work were done")
    @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "the caller came too late")
    @Outcome(expect = Expect.FORBIDDEN, desc = "lost or overlapping")
    @State
    public static class CallAgainstPut {
        private final Desk desk = Desk.open();

        @Actor
        public void caller() {
            desk.call();
        }

        @Actor
        public void writer() {
            desk.put(1);
            desk.loopOnce();
        }

        @Arbiter
        public void end(II_Result r) {
            desk.settle();
            r.r1 = desk.worked();
            r.r2 = desk.overlapped();
        }
    }
}
