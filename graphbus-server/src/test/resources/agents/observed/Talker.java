package observed;

import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;

@Agent
public class Talker {

    public record Said(String text) {}

    private final AgentContext context;

    public Talker(AgentContext context) {
        this.context = context;
    }

    @SchemaMethod
    @Publishes("/Talk/Said")
    public Said say(String text) {
        context.logger().info("says something");
        return new Said(text);
    }
}
