package expenses;

import io.graphbus.agent.Agent;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Stateful;
import io.graphbus.agent.Subscribes;
import java.util.Map;
import java.util.TreeMap;

/** Books what was approved. */
@Agent(description = "Pays approved expenses back")
public class Ledger implements Stateful<Ledger.Accounts> {

    /** Euros by employee. */
    public record Accounts(Map<String, Integer> paid) {}

    private final Map<String, Integer> paid = new TreeMap<>();

    @Subscribes(value = "/Expense/Decided", filter = "approved")
    @Publishes("/Expense/Paid")
    public Expense pay(Decision decision) {
        Expense expense = decision.expense();
        paid.merge(expense.employee(), expense.euros(), Integer::sum);
        return expense;
    }

    @SchemaMethod
    public Map<String, Integer> paid() {
        return new TreeMap<>(paid);
    }

    @Override
    public Accounts captureState() {
        return new Accounts(paid());
    }

    @Override
    public void restoreState(Accounts accounts) {
        paid.clear();
        paid.putAll(accounts.paid());
    }
}
