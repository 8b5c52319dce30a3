package hello;

import io.graphbus.agent.Agent;
import io.graphbus.agent.Default;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;

/** Makes greetings; each one is returned to the caller and published. */
@Agent(description = "Generates greetings")
public class HelloService {

    @SchemaMethod
    @Publishes("/Hello/MessageGenerated")
    public Greeting generateMessage(@Default("World") String name) {
        return new Greeting(name, "Hello, " + name + "!");
    }
}
