package expenses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.test.GraphBusTester;
import io.graphbus.test.Scenario;
import io.graphbus.test.junit.GraphBusExtension;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExpensesTest {

    @RegisterExtension
    static final GraphBusExtension EXPENSES =
            GraphBusExtension.of(
                    ExpenseDesk.class, Policy.class, Approvals.class, Ledger.class, Notifier.class);

    @Test
    void aSmallExpenseIsPaidWithoutAsking(Scenario scenario) {
        scenario.call("ExpenseDesk", "submit", "Ada", "Lunch", 20)
                .andWaitForEvent("/Expense/Decided", Decision.class)
                .matching(decision -> decision.by().equals("policy"))
                .andWaitForEvent("/Expense/Paid", Expense.class)
                .andNoEvent("/Approval/Requested");
    }

    @Test
    void aLargeExpenseWaitsForAPerson(Scenario scenario, GraphBusTester graph) {
        scenario.call("ExpenseDesk", "submit", "Ada", "Train", 240)
                .andWaitForEvent("/Approval/Requested")
                .andNoEvent("/Expense/Paid");
        graph.call("Approvals", "approve", "E-1", "Grace");
        assertThat(graph.call("Ledger", "paid")).isEqualTo(Map.of("Ada", 240));
    }

    @Test
    void whoForgetsIsRemindedUntilItIsDecided(Scenario scenario, GraphBusTester graph) {
        scenario.call("ExpenseDesk", "submit", "Ada", "Train", 240)
                .andNoEvent("/Approval/Overdue")
                .andAfter(Duration.ofDays(5))
                .andWaitForEvent("/Approval/Overdue", Expense.class)
                .times(2);
        graph.call("Approvals", "reject", "E-1", "Grace", "book earlier");
        graph.advance(Duration.ofDays(4));
        assertThat(graph.events().on("/Approval/Overdue")).hasSize(2);
    }

    @Test
    void whatIsRejectedIsNotPaid(Scenario scenario, GraphBusTester graph) {
        graph.call("ExpenseDesk", "submit", "Ada", "Yacht", 9_000);
        scenario.call("Approvals", "reject", "E-1", "Grace", "no")
                .andWaitForEvent("/Expense/Decided", Decision.class)
                .matching(decision -> !decision.approved())
                .andNoEvent("/Expense/Paid");
    }

    @Test
    void nobodyDecidesOnExpensesOfTheirOwn(GraphBusTester graph) {
        graph.call("ExpenseDesk", "submit", "Ada", "Train", 240);
        assertThatThrownBy(() -> graph.call("Approvals", "approve", "E-1", "Ada"))
                .hasMessageContaining("cannot decide");
        assertThat(graph.state("Approvals", Approvals.Waiting.class).pending()).hasSize(1);
    }

    @Test
    void whatWaitsSurvivesARestart(GraphBusTester graph) {
        graph.call("ExpenseDesk", "submit", "Ada", "Train", 240);
        graph.restart();
        graph.call("Approvals", "approve", "E-1", "Grace");
        graph.call("ExpenseDesk", "submit", "Alan", "Lunch", 10);
        assertThat(graph.call("Ledger", "paid")).isEqualTo(Map.of("Ada", 240, "Alan", 10));
    }
}
