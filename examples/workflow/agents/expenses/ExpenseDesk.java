package expenses;

import io.graphbus.agent.Agent;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Stateful;

/** Where expenses come in and get a number. */
@Agent(description = "Takes expenses in")
public class ExpenseDesk implements Stateful<ExpenseDesk.Counter> {

    /** How many expenses there were. */
    public record Counter(int last) {}

    private int last;

    @SchemaMethod
    @Publishes(value = "/Expense/Submitted", key = "/employee")
    public Expense submit(String employee, String purpose, int euros) {
        if (euros < 1 || euros > 10_000) {
            throw new IllegalArgumentException("between 1 and 10000 euros can be paid back");
        }
        last++;
        return new Expense("E-" + last, employee, purpose, euros);
    }

    @Override
    public Counter captureState() {
        return new Counter(last);
    }

    @Override
    public void restoreState(Counter counter) {
        last = counter.last();
    }
}
