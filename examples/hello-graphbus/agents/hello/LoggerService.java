package hello;

import io.graphbus.agent.Agent;
import io.graphbus.agent.Subscribes;

/** Hears of every greeting, whoever asked for it. */
@Agent(description = "Writes every greeting to the log")
public class LoggerService {

    @Subscribes("/Hello/MessageGenerated")
    public void logMessage(Greeting greeting) {
        System.out.println("logged: " + greeting.message());
    }
}
