package leaving;

import io.graphbus.agent.Agent;
import io.graphbus.agent.SchemaMethod;

/** Would end the process, in each way there is. */
@Agent
public class Leaving {

    @SchemaMethod
    public String leave(String how) {
        Runnable last = () -> System.exit(3);
        switch (how) {
            case "exit" -> System.exit(1);
            case "runtime" -> Runtime.getRuntime().exit(2);
            case "halt" -> Runtime.getRuntime().halt(2);
            case "lambda" -> last.run();
            default -> {}
        }
        return "still here";
    }
}
