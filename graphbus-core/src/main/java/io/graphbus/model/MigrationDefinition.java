package io.graphbus.model;

import java.util.List;

/**
 * A declared payload migration: the method and the versions it leads between.
 *
 * @param topics whose payloads it is for, sorted
 */
public record MigrationDefinition(
        String method, String from, String to, List<String> topics, int line) {

    public MigrationDefinition {
        topics = List.copyOf(topics);
    }
}
