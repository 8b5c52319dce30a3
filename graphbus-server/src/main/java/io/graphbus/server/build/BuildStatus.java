package io.graphbus.server.build;

/** Where a build stands. At most one build of a database is active. */
enum BuildStatus {
    SUCCEEDED,
    FAILED,
    ACTIVE,
    SUPERSEDED
}
