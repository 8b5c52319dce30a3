package io.graphbus.spring.test.shop;

import io.graphbus.agent.AgentContext;
import io.graphbus.signal.EngineSignal.GraphStarted;
import io.graphbus.signal.SignalListener;
import io.graphbus.spring.AgentComponent;
import java.time.Duration;

/** Closes the books every day, from each start of the graph on. */
@AgentComponent
public class Nightly implements SignalListener<GraphStarted> {

    private final AgentContext context;

    Nightly(AgentContext context) {
        this.context = context;
    }

    @Override
    public Class<GraphStarted> type() {
        return GraphStarted.class;
    }

    @Override
    public void on(GraphStarted started) {
        context.schedule(Duration.ofDays(1), () -> context.publish("/Books/Closed", "today"));
    }
}
