package io.graphbus.mailbox;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/** Places in a bounded mailbox: never more than there are, and none lost for good. */
public class PlaceRaces {

    /** How many places one thread gets; gives them back. */
    private static int free(Mailbox box, int most) {
        int got = 0;
        while (got <= most && box.reserve(most)) {
            got++;
        }
        for (int i = 0; i < got; i++) {
            box.cancel();
        }
        return got;
    }

    /** Two publishers want the last place. */
    @JCStressTest
    @Outcome(id = "true, false, 1", expect = Expect.ACCEPTABLE, desc = "the first has it")
    @Outcome(id = "false, true, 1", expect = Expect.ACCEPTABLE, desc = "the second has it")
    @Outcome(expect = Expect.FORBIDDEN, desc = "both, nobody, or a place was lost")
    @State
    public static class LastPlace {
        private final Mailbox box = new Desk(1, Overflow.REJECT).box;

        @Actor
        public void one(ZZI_Result r) {
            r.r1 = box.reserve(1);
        }

        @Actor
        public void other(ZZI_Result r) {
            r.r2 = box.reserve(1);
        }

        @Arbiter
        public void end(ZZI_Result r) {
            if (r.r1) {
                box.cancel();
            }
            if (r.r2) {
                box.cancel();
            }
            r.r3 = free(box, 1);
        }
    }

    /** A place is taken and given back while another wants one: it may be told to come again. */
    @JCStressTest
    @Outcome(id = "1, 0, 2", expect = Expect.ACCEPTABLE, desc = "there was room")
    @Outcome(id = "0, 0, 2", expect = Expect.ACCEPTABLE, desc = "full for a moment")
    @Outcome(expect = Expect.FORBIDDEN, desc = "too many, or a place was lost")
    @State
    public static class ReserveAgainstCancel {
        private final Mailbox box = new Desk(2, Overflow.REJECT).box;
        private int first;

        public ReserveAgainstCancel() {
            box.reserve(2);
        }

        @Actor
        public void fickle(III_Result r) {
            if (box.reserve(2)) {
                box.cancel();
            }
        }

        @Actor
        public void wanting() {
            first = box.reserve(2) ? 1 : 0;
        }

        @Arbiter
        public void end(III_Result r) {
            r.r1 = first;
            r.r2 = box.waitingMail() - 1 - first;
            for (int i = 0; i <= first; i++) {
                box.cancel();
            }
            r.r3 = free(box, 2);
        }
    }

    /** Mail is read while publishers fill the box: the bound holds, the count ends exact. */
    @JCStressTest
    @Outcome(id = "0, 0, 2", expect = Expect.ACCEPTABLE, desc = "the bound held")
    @Outcome(expect = Expect.FORBIDDEN, desc = "above capacity, lost, or a place was lost")
    @State
    public static class FillAgainstDrain {
        private final Desk desk = new Desk(2, Overflow.REJECT);
        private int first;
        private int second;

        public FillAgainstDrain() {
            desk.box.open();
        }

        private int fill() {
            int got = 0;
            for (int i = 0; i < 3; i++) {
                if (desk.box.reserve(2)) {
                    desk.box.put(new Desk.Letter(i), PriorityMail.NORMAL);
                    got++;
                }
            }
            return got;
        }

        @Actor
        public void writer() {
            first = fill();
        }

        @Actor
        public void loop() {
            second = fill();
            desk.loopOnce();
            second += fill();
            desk.loopOnce();
        }

        @Arbiter
        public void end(III_Result r) {
            r.r1 = desk.box.waitingMail() > 2 ? 1 : 0;
            desk.settle();
            r.r2 = first + second - desk.worked() + desk.overlapped();
            r.r3 = free(desk.box, 2);
        }
    }

    /** In a box that drops the oldest everybody gets in and somebody falls out. */
    @JCStressTest
    @Outcome(id = "2, 0, 1", expect = Expect.ACCEPTABLE, desc = "both were read")
    @Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "one was read, one fell out")
    @Outcome(expect = Expect.FORBIDDEN, desc = "lost, doubled, or a place was lost")
    @State
    public static class DropAgainstDrain {
        private final Desk desk = new Desk(1, Overflow.DROP_OLDEST);

        public DropAgainstDrain() {
            desk.box.open();
            desk.put(0);
        }

        @Actor
        public void writer() {
            if (desk.box.reserve(1)) {
                desk.box.put(new Desk.Letter(1), PriorityMail.NORMAL);
            }
        }

        @Actor
        public void loop() {
            desk.loopOnce();
        }

        @Arbiter
        public void end(III_Result r) {
            desk.settle();
            r.r1 = desk.worked();
            r.r2 = desk.dropped();
            r.r3 = desk.box.isIdle() ? 1 : 0;
        }
    }
}
