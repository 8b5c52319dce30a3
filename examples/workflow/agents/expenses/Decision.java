package expenses;

/** How an expense was decided, and by whom. */
public record Decision(Expense expense, boolean approved, String by, String reason) {}
