package io.graphbus.migration.delivery;

import io.graphbus.invoke.Methods;
import io.graphbus.invoke.Payloads;
import io.graphbus.migration.Loss;
import io.graphbus.migration.Migration;
import io.graphbus.migration.MigrationId;
import io.graphbus.migration.Subject;
import io.graphbus.migration.code.ClassChecksum;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.MigrationDefinition;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import io.graphbus.schema.Version;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A migration by a method of an agent. Usable from any thread, as far as the method is. */
public final class CodeMigration implements Migration {

    private final MigrationId id;
    private final Method method;
    private final Type parameter;
    private final Supplier<? extends @Nullable Object> agent;

    private CodeMigration(
            MigrationId id,
            Method method,
            Type parameter,
            Supplier<? extends @Nullable Object> agent) {
        this.id = id;
        this.method = method;
        this.parameter = parameter;
        this.agent = agent;
    }

    /**
     * The migrations that an agent declares with {@link io.graphbus.agent.AutoMigrate}, one for
     * each topic.
     *
     * @param type the agent's class
     * @param agent its instance, asked for methods that are not static
     */
    public static List<CodeMigration> of(
            AgentDefinition definition, Class<?> type, Supplier<? extends @Nullable Object> agent) {
        return definition.migrations().stream()
                .flatMap(
                        declared ->
                                declared.topics().stream()
                                        .map(
                                                topic ->
                                                        of(
                                                                id(definition, declared, topic),
                                                                Methods.find(
                                                                        type, declared.method()),
                                                                type,
                                                                agent)))
                .toList();
    }

    private static CodeMigration of(
            MigrationId id,
            Method method,
            Class<?> type,
            Supplier<? extends @Nullable Object> agent) {
        method.setAccessible(true);
        return new CodeMigration(id, method, Methods.parameters(type, method)[0], agent);
    }

    private static MigrationId id(
            AgentDefinition agent, MigrationDefinition declared, String topic) {
        return new MigrationId(
                agent.name(),
                Subject.payload(topic),
                Version.of(declared.from()),
                Version.of(declared.to()));
    }

    @Override
    public MigrationId id() {
        return id;
    }

    @Override
    public JsonNode forward(JsonNode data) {
        Object on = Modifier.isStatic(method.getModifiers()) ? null : agent.get();
        try {
            Object given =
                    parameter instanceof Class<?> raw && raw.isInstance(data)
                            ? data.deepCopy()
                            : Payloads.convert(data, parameter);
            Object result = method.invoke(on, given);
            if (result == null) {
                throw failed("it returned null", null);
            }
            return Json.MAPPER.valueToTree(result);
        } catch (InvocationTargetException e) {
            throw failed(String.valueOf(e.getCause()), e.getCause());
        } catch (IllegalAccessException e) {
            throw failed(String.valueOf(e), e);
        }
    }

    private RuntimeException failed(String why, @Nullable Throwable cause) {
        return Problem.of(
                        ProblemCode.MIGRATION_FAILED,
                        id.text(),
                        method.getName() + " of " + id.agent() + " failed: " + why,
                        "It has to take every payload of its version.")
                .toException(cause);
    }

    @Override
    public boolean isReversible() {
        return false;
    }

    @Override
    public Optional<JsonNode> backward(JsonNode data) {
        return Optional.empty();
    }

    @Override
    public Loss loss() {
        return Loss.NONE;
    }

    /** Of the code of the class that declares the method, or of its name where there is none. */
    @Override
    public String checksum() {
        Class<?> type = method.getDeclaringClass();
        return ClassChecksum.isReadable(type)
                ? ClassChecksum.of(type)
                : Json.sha256(method.toGenericString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return id.text();
    }
}
