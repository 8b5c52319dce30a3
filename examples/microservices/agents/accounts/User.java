package accounts;

/** Somebody who may sign in. */
public record User(String id, String name, String email) {}
