package observed;

import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Retry;
import io.graphbus.agent.Subscribes;

@Agent
public class Hearer {

    private final AgentContext context;

    public Hearer(AgentContext context) {
        this.context = context;
    }

    @Subscribes(value = "/Talk/Said", id = "ear", retry = @Retry(retries = 0))
    public void hear(Talker.Said said) {
        context.logger().info("hears something");
        if (said.text().startsWith("nonsense")) {
            throw new IllegalStateException("does not understand");
        }
    }
}
