package sales;

/** A file that was read to its end. */
public record Batch(String file, int lines) {}
