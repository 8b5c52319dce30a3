package io.graphbus.migration.state;

import io.graphbus.migration.Migration;
import io.graphbus.migration.MigrationPath.Step;
import java.util.Objects;

/**
 * A step that an agent's state takes.
 *
 * @param place which of the agent's steps it is, counted from 0
 */
public record StateStep(String agent, int place, Step step) {

    /** States have no steps that change nothing. */
    Migration migration() {
        return Objects.requireNonNull(step.migration());
    }

    @Override
    public String toString() {
        return step.forward() ? migration().id().text() : migration().id().text() + " (back)";
    }
}
