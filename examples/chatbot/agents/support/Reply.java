package support;

/** One turn of a conversation. */
public record Reply(String conversation, String question, String specialist, String answer) {}
