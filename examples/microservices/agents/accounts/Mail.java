package accounts;

/** A letter that was handed over. */
public record Mail(String userId, String to, String subject) {}
