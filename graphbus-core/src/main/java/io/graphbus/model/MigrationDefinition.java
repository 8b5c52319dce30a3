package io.graphbus.model;

/** A declared payload migration: the method and the versions it leads between. */
public record MigrationDefinition(String method, String from, String to, int line) {}
