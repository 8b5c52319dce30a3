package io.graphbus.server.build.history;

/** Where a build stands. At most one build of a database is active. */
public enum BuildStatus {
    SUCCEEDED,
    FAILED,
    ACTIVE,
    SUPERSEDED
}
