package hello;

import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.DependsOn;
import io.graphbus.agent.SchemaMethod;

/** Decides what happens in which order: has a greeting made, then printed. */
@Agent(description = "Orchestrates a greeting")
@DependsOn({"HelloService", "LoggerService", "PrinterService"})
public class ArbiterService {

    private final AgentContext context;

    public ArbiterService(AgentContext context) {
        this.context = context;
    }

    @SchemaMethod
    public Greeting greet(String name) {
        Greeting greeting = context.call(Greeting.class, "HelloService", "generateMessage", name);
        context.call("PrinterService", "printMessage", greeting.message());
        return greeting;
    }
}
