package io.graphbus.test.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.SchemaMethod;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CallBackTest {

    /** Waits for an answer that needs the very agent that waits, two threads away. */
    @Agent
    public static class Outer {
        private final AgentContext context;

        public Outer(AgentContext context) {
            this.context = context;
        }

        @SchemaMethod
        public String ask() {
            return "" + context.callAsync("Middle", "ask").join();
        }

        @SchemaMethod
        public String name() {
            return "Outer";
        }
    }

    @Agent
    public static class Middle {
        private final AgentContext context;

        public Middle(AgentContext context) {
            this.context = context;
        }

        @SchemaMethod
        public String ask() {
            CompletableFuture<Object> name = context.callAsync("Outer", "name");
            context.clock().instant();
            return "" + name.join();
        }
    }

    @Test
    void anAgentIsCalledBackByWhatItWaitsForInEveryInterleaving() {
        Simulation.seeds(200)
                .check(
                        run -> {
                            GraphBus graph = run.start(Outer.class, Middle.class);
                            assertThat(graph.call("Outer", "ask")).isEqualTo("Outer");
                        });
    }
}
