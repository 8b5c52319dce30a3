package expenses;

/** What somebody wants to be paid back. */
public record Expense(String id, String employee, String purpose, int euros) {}
