package io.graphbus.spring.observation;

import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.Retry;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Agents that hand one thing on to each other in every way there is. */
final class Relays {

    private Relays() {}

    /** What is handed on. */
    public record Baton(String text) {}

    /** Begins with a result. */
    @Agent
    public static class First {
        @SchemaMethod
        @Publishes("/Relay/One")
        public Baton begin(String text) {
            return new Baton(text);
        }

        @SchemaMethod
        public void fail() {
            throw new IllegalArgumentException("as asked");
        }
    }

    /** Goes on from inside its handler. */
    @Agent
    @Publishes("/Relay/Two")
    public static class Second {
        private final AgentContext context;

        public Second(AgentContext context) {
            this.context = context;
        }

        @Subscribes("/Relay/One")
        public void hear(Baton baton) {
            context.publish("/Relay/Two", baton);
        }
    }

    /** Goes on with its handler's result. */
    @Agent
    public static class Third {
        @Subscribes("/Relay/Two")
        @Publishes("/Relay/Three")
        public Baton hear(Baton baton) {
            return baton;
        }
    }

    /** Calls others, here and elsewhere. */
    @Agent
    public static class Fourth {
        private final AgentContext context;

        public Fourth(AgentContext context) {
            this.context = context;
        }

        @Subscribes("/Relay/Three")
        public void hear(Baton baton) {
            context.call("Fifth", "here", baton.text());
            context.callAsync("Fifth", "elsewhere", baton.text()).join();
        }
    }

    /** Is called, and publishes what comes of it. */
    @Agent
    public static class Fifth {
        @SchemaMethod
        @Publishes("/Relay/Four")
        public Baton here(String text) {
            return new Baton(text);
        }

        @SchemaMethod
        public @Nullable String elsewhere(String text) {
            return null;
        }
    }

    /** Fails at first. */
    @Agent
    public static class Stumbling {
        private final AtomicInteger attempts = new AtomicInteger();

        @Subscribes(value = "/Stumble", id = "it", retry = @Retry(retries = 1, delay = "1ms"))
        public void hear() {
            if (attempts.incrementAndGet() == 1) {
                throw new IllegalStateException("not yet");
            }
        }
    }
}
