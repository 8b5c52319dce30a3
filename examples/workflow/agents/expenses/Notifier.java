package expenses;

import io.graphbus.agent.Agent;
import io.graphbus.agent.Priority;
import io.graphbus.agent.Subscribes;

/** Tells everybody what concerns them. */
@Agent(description = "Writes to employees and managers")
public class Notifier {

    @Subscribes("/Approval/Requested")
    public void askManager(Expense expense) {
        tell("managers", "please decide on " + about(expense) + " for " + expense.employee());
    }

    @Subscribes(value = "/Approval/Overdue", priority = Priority.HIGH)
    public void remindManager(Expense expense) {
        tell("managers", expense.employee() + " still waits for " + about(expense));
    }

    @Subscribes(value = "/Expense/Decided", filter = "!approved")
    public void regret(Decision decision) {
        Expense expense = decision.expense();
        String by = decision.by() + ": " + decision.reason();
        tell(expense.employee(), about(expense) + " was rejected by " + by);
    }

    @Subscribes("/Expense/Paid")
    public void announcePayment(Expense expense) {
        tell(expense.employee(), about(expense) + " is paid");
    }

    private static String about(Expense expense) {
        return "%s (%s, %d euros)".formatted(expense.id(), expense.purpose(), expense.euros());
    }

    private static void tell(String whom, String text) {
        System.out.println("to " + whom + ": " + text);
    }
}
