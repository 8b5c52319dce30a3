package expenses;

import io.graphbus.agent.Agent;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.Subscribes;

/** Decides what needs no person. */
@Agent(description = "Approves small expenses")
public class Policy {

    @Subscribes(value = "/Expense/Submitted", filter = "euros <= 50")
    @Publishes(value = "/Expense/Decided", key = "/expense/employee")
    public Decision approve(Expense expense) {
        return new Decision(expense, true, "policy", "50 euros or less");
    }
}
