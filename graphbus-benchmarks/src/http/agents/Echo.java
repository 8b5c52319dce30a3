import io.graphbus.agent.Agent;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;

/** The least an agent can do. */
@Agent(description = "Greets, and hears greetings")
public class Echo {

    @SchemaMethod
    public Greeting greet(String name) {
        return new Greeting(name, "Hello, " + name + "!");
    }

    @Subscribes("/Bench/Greeted")
    public void hear(Greeting greeting) {
        heard = greeting;
    }

    private Greeting heard;

    public record Greeting(String name, String message) {}
}
