package hello;

/**
 * What travels from agent to agent.
 *
 * @param name who is greeted
 * @param message the greeting, ready to be shown
 */
public record Greeting(String name, String message) {}
