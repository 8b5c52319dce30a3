package support;

import io.graphbus.agent.Agent;
import io.graphbus.agent.Subscribes;

/** Where people take over. */
@Agent(description = "Calls a person")
public class HumanDesk {

    @Subscribes("/Chat/Escalated")
    public void call(Escalation escalation) {
        System.out.printf(
                "[human desk] %s asks: %s%n", escalation.conversation(), escalation.question());
    }
}
