package io.graphbus.cli.generate;

import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The agent as it will be written.
 *
 * @param imports of payload types from other packages
 * @param records names of payload records that are written with it
 */
record AgentPlan(
        String packageName,
        String name,
        List<Handler> handlers,
        List<Operation> operations,
        boolean state,
        SortedSet<String> imports,
        List<String> records) {

    /** Where results go. */
    record Output(String topic, Payload payload) {}

    /**
     * A handler.
     *
     * @param payload what it takes; {@code null} for the event, whatever it holds
     * @param output where its result goes, a fresh record
     */
    record Handler(
            String topic,
            String id,
            String method,
            @Nullable Payload payload,
            @Nullable Output output) {

        /** Whether a result needs the event's id, because the payload has none. */
        boolean takesEvent() {
            return payload == null || (output != null && !payload.hasId());
        }
    }

    /** A method that can be called; without an output it answers with a record of its own. */
    record Operation(String method, @Nullable Output output) {

        String result() {
            return output == null ? Names.capitalised(method) + "Result" : output.payload().type();
        }

        /** Whether it makes its result of an id, rather than taking it as it is. */
        boolean takesId() {
            return output == null || output.payload().fresh();
        }
    }
}
