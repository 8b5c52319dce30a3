package io.graphbus.server.application.directory;

/** Whose an agent is. */
public record Owner(String agent, String application) {}
