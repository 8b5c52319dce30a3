package io.graphbus.test;

import io.graphbus.signal.EngineSignal.AgentStuck;
import io.graphbus.signal.EngineSignal.DeliveryFailed;
import io.graphbus.signal.EngineSignal.ProblemReported;
import io.graphbus.signal.Signal;
import org.jspecify.annotations.Nullable;

/**
 * Something that went wrong in a graph where no caller was told.
 *
 * @param where the agent and its method, or whatever the problem names
 * @param what in a few words
 * @param cause what was thrown; {@code null} when nothing was
 * @param signal what the engine said
 */
public record Failure(String where, String what, @Nullable Throwable cause, Signal signal) {

    /** What a signal tells of a failure; {@code null} when it tells of something else. */
    static @Nullable Failure of(Signal signal) {
        return switch (signal) {
            case DeliveryFailed failed ->
                    new Failure(
                            failed.agent() + "." + failed.handler(),
                            "failed for " + failed.event() + ": " + failed.cause(),
                            failed.cause(),
                            signal);
            case AgentStuck stuck ->
                    new Failure(
                            stuck.agent() + "." + stuck.operation(),
                            "was still running after " + stuck.millis() + " ms",
                            null,
                            signal);
            case ProblemReported reported ->
                    new Failure(
                            reported.problem().where(),
                            reported.problem().toString(),
                            null,
                            signal);
            default -> null;
        };
    }

    @Override
    public String toString() {
        return where + " " + what;
    }
}
