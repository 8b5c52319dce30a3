package shop;

import io.graphbus.agent.Agent;
import io.graphbus.agent.DependsOn;
import io.graphbus.agent.Retry;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;

@Agent
@DependsOn("Greeter")
public class Listener {

    private int heard;

    @Subscribes(value = "/Hello/*", retry = @Retry(retries = 1, delay = "600s"))
    public void onHello(Greeter.Greeting greeting) {
        if (greeting.name().equals("Boom")) {
            throw new IllegalStateException("cannot stand " + greeting.name());
        }
        heard++;
    }

    @SchemaMethod
    public int heard() {
        return heard;
    }
}
