package hello;

import io.graphbus.agent.Agent;
import io.graphbus.agent.SchemaMethod;

/** Prints what it is given. */
@Agent(description = "Prints messages")
public class PrinterService {

    @SchemaMethod
    public void printMessage(String message) {
        System.out.println(message);
    }
}
