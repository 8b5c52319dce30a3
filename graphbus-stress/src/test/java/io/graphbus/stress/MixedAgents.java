package io.graphbus.stress;

import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Event;
import io.graphbus.agent.Priority;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Stateful;
import io.graphbus.agent.Subscribes;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** The agents of the mixed load. What they count by themselves is held against the statistics. */
final class MixedAgents {

    static final LongAdder BOOKED = new LongAdder();
    static final LongAdder CHECKED = new LongAdder();
    static final LongAdder PASSED = new LongAdder();
    static final LongAdder DELAYED = new LongAdder();
    static final LongAdder LATE = new LongAdder();
    static final LongAdder ASKED = new LongAdder();

    private MixedAgents() {}

    /** What flows. */
    public record Order(int publisher, int number, String text) {

        /** Whether the checker lets it pass. */
        boolean isFine() {
            int kind = number % 4001;
            return kind != 17 && kind != 1018 && kind != 2019;
        }
    }

    /** What the ledger keeps. */
    public record Totals(long events, long calls) {}

    /** Adds up events and calls; its state must outlive a restart. */
    @Agent
    public static class Ledger implements Stateful<Totals> {
        private long events;
        private long calls;

        @Subscribes("/Mixed/Orders/*")
        public void book(Order order) {
            events++;
            BOOKED.increment();
        }

        @SchemaMethod
        public long add(int amount) {
            return calls += amount;
        }

        @SchemaMethod
        public Totals totals() {
            return new Totals(events, calls);
        }

        @Override
        public Totals captureState() {
            return totals();
        }

        @Override
        public void restoreState(Totals state) {
            events = state.events();
            calls = state.calls();
        }
    }

    /** Fails now and then, in every way there is, and publishes what it let pass. */
    @Agent(concurrency = 2)
    public static class Checker {
        @Subscribes("/Mixed/Orders/*")
        @Publishes("/Mixed/Checked")
        public String check(Order order) {
            if (!order.isFine()) {
                switch (order.number() % 3) {
                    case 0 -> throw new IllegalArgumentException("pretended");
                    case 1 -> throw new StackOverflowError("pretended");
                    default -> throw new OutOfMemoryError("pretended");
                }
            }
            CHECKED.increment();
            return order.text();
        }
    }

    /** Asks others from its handlers, and publishes later. */
    @Agent
    public static class Broker {
        private final AgentContext context;
        private int count;

        public Broker(AgentContext context) {
            this.context = context;
        }

        @Subscribes(value = "/Mixed/Checked", priority = Priority.HIGH)
        @Publishes("/Mixed/Later")
        public String pass(String text, Event event) {
            if (++count % 64 == 0) {
                context.call("Ledger", "add", 1);
                ASKED.increment();
            }
            if (count % 256 == 0) {
                context.publishAfter(Duration.ofMillis(5), "/Mixed/Later", text);
                DELAYED.increment();
            }
            PASSED.increment();
            return null;
        }

        @SchemaMethod
        public long relay(int amount) {
            return context.call(Long.class, "Ledger", "add", amount);
        }
    }

    /** Waits a little, on a virtual thread, for what comes late. */
    @Agent(blocking = true)
    public static class Waiter {
        @Subscribes(value = "/Mixed/Later", filter = "payload != 'never'")
        public void wait(String text) {
            LATE.increment();
        }
    }
}
