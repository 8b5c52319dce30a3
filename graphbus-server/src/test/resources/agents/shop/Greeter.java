package shop;

import io.graphbus.agent.Agent;
import io.graphbus.agent.Default;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;

@Agent(description = "Greets")
public class Greeter {

    public record Greeting(String name, String message) {}

    @SchemaMethod
    @Publishes("/Hello/MessageGenerated")
    public Greeting greet(@Default("World") String name) {
        return new Greeting(name, "Hello, " + name + "!");
    }

    @SchemaMethod
    public int add(int a, int b) {
        return a + b;
    }
}
