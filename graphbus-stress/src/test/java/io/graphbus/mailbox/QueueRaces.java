package io.graphbus.mailbox;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** What is added is read once, and each writer's mail in its order. */
public class QueueRaces {

    /** Reads mail and checks order: a writer's letters are numbered upwards, 10 and 20 apart. */
    private static final class Reading {
        private int count;
        private int wrong;
        private final int[] last = {0, 10, 20};

        void take(Mail mail) {
            if (mail != null) {
                int number = ((Desk.Letter) mail).number;
                int writer = number / 10;
                wrong += last[writer] == number - 1 ? 0 : 1;
                last[writer] = number;
                count++;
            }
        }
    }

    /** A writer, and the reader who writes too, at the lock-free queue. */
    @JCStressTest
    @Outcome(id = "4, 0", expect = Expect.ACCEPTABLE, desc = "all, in order")
    @Outcome(expect = Expect.FORBIDDEN, desc = "lost, doubled or out of order")
    @State
    public static class AddAgainstPoll {
        private final Mail.Queue queue = new LinkedMail();
        private final Reading read = new Reading();

        @Actor
        public void one() {
            queue.add(new Desk.Letter(11));
            queue.add(new Desk.Letter(12));
        }

        @Actor
        public void reader() {
            queue.add(new Desk.Letter(21));
            read.take(queue.poll());
            read.take(queue.poll());
            queue.add(new Desk.Letter(22));
            read.take(queue.poll());
        }

        @Arbiter
        public void end(II_Result r) {
            Mail mail;
            while ((mail = queue.poll()) != null) {
                read.take(mail);
            }
            r.r1 = read.count;
            r.r2 = read.wrong + (queue.isEmpty() ? 0 : 1);
        }
    }

    /** Two writers at the lock-free queue. */
    @JCStressTest
    @Outcome(id = "4, 0", expect = Expect.ACCEPTABLE, desc = "all, in order")
    @Outcome(expect = Expect.FORBIDDEN, desc = "lost, doubled or out of order")
    @State
    public static class AddAgainstAdd {
        private final Mail.Queue queue = new LinkedMail();
        private final Reading read = new Reading();

        @Actor
        public void one() {
            queue.add(new Desk.Letter(11));
            queue.add(new Desk.Letter(12));
        }

        @Actor
        public void other() {
            queue.add(new Desk.Letter(21));
            queue.add(new Desk.Letter(22));
        }

        @Arbiter
        public void end(II_Result r) {
            Mail mail;
            while ((mail = queue.poll()) != null) {
                read.take(mail);
            }
            r.r1 = read.count;
            r.r2 = read.wrong + (queue.isEmpty() ? 0 : 1);
        }
    }

    /** The queues of other levels appear while mail is added and read. */
    @JCStressTest
    @Outcome(id = "3", expect = Expect.ACCEPTABLE, desc = "all")
    @Outcome(expect = Expect.FORBIDDEN, desc = "lost or doubled")
    @State
    public static class FirstUrgentMail {
        private final PriorityMail mail = new PriorityMail(Overflow.BLOCK);
        private int count;

        @Actor
        public void writer() {
            mail.add(new Desk.Letter(1), PriorityMail.NORMAL);
            mail.add(new Desk.Letter(2), 0);
        }

        @Actor
        public void reader() {
            mail.add(new Desk.Letter(3), 3);
            count += mail.poll() == null ? 0 : 1;
            count += mail.poll() == null ? 0 : 1;
        }

        @Arbiter
        public void end(I_Result r) {
            while (mail.poll() != null) {
                count++;
            }
            r.r1 = count + (mail.isEmpty() ? 0 : 10);
        }
    }

    /** The oldest is either read or pushed out. */
    @JCStressTest
    @Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "it was read")
    @Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "it was pushed out")
    @Outcome(expect = Expect.FORBIDDEN, desc = "both or neither")
    @State
    public static class EvictAgainstPoll {
        private final Mail.Queue queue = new LockedMail();

        public EvictAgainstPoll() {
            queue.add(new Desk.Letter(1));
        }

        @Actor
        public void reader(ZZ_Result r) {
            r.r1 = queue.poll() != null;
        }

        @Actor
        public void writer(ZZ_Result r) {
            r.r2 = queue.evict() != null;
        }
    }
}
