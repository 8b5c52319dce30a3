package sales;

/** A line that makes no sense, and why. */
public record Rejected(String file, int line, String text, String reason) {}
