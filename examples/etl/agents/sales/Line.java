package sales;

/** A line as it stands in the file. */
public record Line(String file, int number, String text) {}
