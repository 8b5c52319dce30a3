package io.graphbus.state;

import io.graphbus.agent.Stateful;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import java.io.StringWriter;
import java.io.Writer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.ser.bean.BeanSerializerBase;
import tools.jackson.databind.ser.impl.UnknownSerializer;

/** The JSON form of states. */
final class StateJson {

    /** Characters a state may have: what refers to itself in a clever way would never end. */
    private static final int LONGEST = 64 * 1024 * 1024;

    private static final JsonMapper WRITER =
            Json.with(new SimpleModule().setSerializerModifier(new Unsavable()));

    private StateJson() {}

    static String write(@Nullable Object state) {
        Bounded text = new Bounded();
        WRITER.writeValue(text, state);
        return text.toString();
    }

    /** What cannot be read again now would be lost at the next start. */
    static void requireReadable(Stateful<?> agent, String json) {
        try {
            read(agent, json);
        } catch (JacksonException e) {
            throw refusal("it could not be read again: " + Json.reason(e));
        }
    }

    private static GraphBusException refusal(String message) {
        return Problem.of(
                        ProblemCode.STATE_NOT_SAVED,
                        "",
                        message,
                        "Let captureState return a record of texts, numbers, lists and maps.")
                .toException();
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
                throw refusal(
                        "the state is larger than "
                                + LONGEST / (1024 * 1024)
                                + " million characters");
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

    /**
     * Threads, streams, locks, lambdas: what the JDK does not mean to be data would become an empty
     * object, and be lost without a word.
     */
    private static final class Unsavable extends ValueSerializerModifier {

        private static final long serialVersionUID = 1L;

        @Override
        public ValueSerializer<?> modifySerializer(
                SerializationConfig config,
                BeanDescription.Supplier description,
                ValueSerializer<?> usual) {
            Class<?> type = description.getBeanClass();
            boolean asFields =
                    usual instanceof BeanSerializerBase || usual instanceof UnknownSerializer;
            return asFields && isNoData(type) ? new Refusal() : usual;
        }

        private static boolean isNoData(Class<?> type) {
            ClassLoader loader = type.getClassLoader();
            boolean ofTheJdk = loader == null || loader == ClassLoader.getPlatformClassLoader();
            return type.isHidden() || (ofTheJdk && !Throwable.class.isAssignableFrom(type));
        }
    }

    private static final class Refusal extends ValueSerializer<Object> {

        @Override
        public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
            throw refusal("a " + value.getClass().getName() + " cannot be saved");
        }
    }
}
