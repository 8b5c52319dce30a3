package io.graphbus.benchmarks;

import io.graphbus.agent.Agent;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import java.util.Arrays;

/** An agent that adds up what it is given. */
public class Sink {

    long sum;

    final void add(Payload payload) {
        sum += payload.number();
    }

    /** Called by name. */
    @Agent
    public static final class Adder {

        private long sum;

        @SchemaMethod
        public long add(Payload payload) {
            sum += payload.number();
            return sum;
        }
    }

    /** The first subscriber. */
    @Agent
    public static final class A extends Sink {
        @Subscribes("/Bench/Event")
        public void on(Payload payload) {
            add(payload);
        }
    }

    /** The second subscriber. */
    @Agent
    public static final class B extends Sink {
        @Subscribes("/Bench/Event")
        public void on(Payload payload) {
            add(payload);
        }
    }

    /** The third subscriber. */
    @Agent
    public static final class C extends Sink {
        @Subscribes("/Bench/Event")
        public void on(Payload payload) {
            add(payload);
        }
    }

    /** The fourth subscriber. */
    @Agent
    public static final class D extends Sink {
        @Subscribes("/Bench/Event")
        public void on(Payload payload) {
            add(payload);
        }
    }

    /** So many subscribers, at most four. */
    static Object[] subscribers(int count) {
        Object[] all = {new A(), new B(), new C(), new D()};
        return Arrays.copyOf(all, count);
    }
}
