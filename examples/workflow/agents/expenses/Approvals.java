package expenses;

import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Default;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Stateful;
import io.graphbus.agent.Subscribes;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps what waits for a person, reminds every two days, and takes decisions. */
@Agent(description = "Has people approve or reject")
@Publishes("/Approval/Overdue")
public class Approvals implements Stateful<Approvals.Waiting> {

    private static final Duration PATIENCE = Duration.ofDays(2);

    /** An expense without a decision, and when somebody was last told of it. */
    public record Pending(Expense expense, Instant told) {}

    /** Everything without a decision, oldest first. */
    public record Waiting(List<Pending> pending) {}

    private final AgentContext context;
    private final Map<String, Pending> waiting = new LinkedHashMap<>();

    public Approvals(AgentContext context) {
        this.context = context;
        context.schedule(Duration.ofHours(1), this::remind);
    }

    @Subscribes(value = "/Expense/Submitted", filter = "euros > 50")
    @Publishes("/Approval/Requested")
    public Expense ask(Expense expense) {
        waiting.put(expense.id(), new Pending(expense, context.clock().instant()));
        return expense;
    }

    private void remind() {
        Instant now = context.clock().instant();
        for (Pending pending : List.copyOf(waiting.values())) {
            if (!now.isBefore(pending.told().plus(PATIENCE))) {
                waiting.put(pending.expense().id(), new Pending(pending.expense(), now));
                context.publish("/Approval/Overdue", pending.expense());
            }
        }
    }

    @SchemaMethod
    @Publishes(value = "/Expense/Decided", key = "/expense/employee")
    public Decision approve(String id, String by) {
        return new Decision(take(id, by), true, by, "");
    }

    @SchemaMethod
    @Publishes(value = "/Expense/Decided", key = "/expense/employee")
    public Decision reject(String id, String by, @Default("no reason given") String reason) {
        return new Decision(take(id, by), false, by, reason);
    }

    @SchemaMethod
    public List<Expense> waiting() {
        return waiting.values().stream().map(Pending::expense).toList();
    }

    private Expense take(String id, String by) {
        Pending pending = waiting.get(id);
        if (pending == null) {
            throw new IllegalArgumentException(id + " waits for no decision");
        }
        Expense expense = pending.expense();
        if (expense.employee().equals(by)) {
            throw new IllegalArgumentException(by + " cannot decide on expenses of their own");
        }
        waiting.remove(id);
        return expense;
    }

    @Override
    public Waiting captureState() {
        return new Waiting(List.copyOf(waiting.values()));
    }

    @Override
    public void restoreState(Waiting state) {
        waiting.clear();
        state.pending().forEach(pending -> waiting.put(pending.expense().id(), pending));
    }
}
