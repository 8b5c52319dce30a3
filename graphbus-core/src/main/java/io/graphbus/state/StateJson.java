package io.graphbus.state;

import io.graphbus.agent.Stateful;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import java.io.StringWriter;
import java.io.Writer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;

/** The JSON form of states. */
final class StateJson {

    /** Characters a state may have: what refers to itself in a clever way would never end. */
    private static final int LONGEST = 64 * 1024 * 1024;

    private StateJson() {}

    static String write(@Nullable Object state) {
        Bounded text = new Bounded();
        Json.MAPPER.writeValue(text, state);
        return text.toString();
    }

    /** A state as the record the agent takes. */
    @SuppressWarnings("unchecked")
    static <S> S read(Stateful<S> agent, String json) {
        JavaType self = Json.MAPPER.constructType(agent.getClass());
        JavaType state = self.findSuperType(Stateful.class).containedTypeOrUnknown(0);
        return (S) Json.MAPPER.readValue(json, state);
    }

    private static final class Bounded extends Writer {

        private final StringWriter text = new StringWriter();

        @Override
        public void write(char[] buffer, int offset, int length) {
            text.write(buffer, offset, length);
            if (text.getBuffer().length() > LONGEST) {
                throw Problem.of(
                                ProblemCode.STATE_NOT_SAVED,
                                "",
                                "the state is larger than "
                                        + LONGEST / (1024 * 1024)
                                        + " million characters",
                                "Keep what is that large in a file or database of its own.")
                        .toException();
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
