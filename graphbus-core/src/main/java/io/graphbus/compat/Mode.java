package io.graphbus.compat;

/** How a writer's schema is read. */
public enum Mode {
    /** What is written has only the members that the schema declares. */
    ROLES,
    /** Exactly as it stands: an open object may have any other member. */
    LITERAL
}
