package support;

/** A question that nobody here could answer. */
public record Escalation(String conversation, String question) {}
