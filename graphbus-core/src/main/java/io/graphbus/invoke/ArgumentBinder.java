package io.graphbus.invoke;

import io.graphbus.model.MethodDefinition;
import io.graphbus.model.ParameterDefinition;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Violation;
import io.graphbus.schema.Json;
import io.graphbus.schema.SchemaValidator;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * Turns what a caller gives into one method's arguments, and names everything that is wrong with it
 * at once. Immutable but for what it computes once; usable from any thread.
 */
public final class ArgumentBinder {

    private final String agent;
    private final MethodDefinition method;
    private final List<ParameterDefinition> parameters;
    private final JavaType[] types;
    private final Class<?>[] boxed;
    private @Nullable SchemaValidator validator;

    /**
     * A binder for a method.
     *
     * @param types of its parameters
     */
    public ArgumentBinder(String agent, MethodDefinition method, Type[] types) {
        this.agent = agent;
        this.method = method;
        this.parameters = method.parameters();
        this.types = new JavaType[types.length];
        this.boxed = new Class<?>[types.length];
        for (int i = 0; i < types.length; i++) {
            this.types[i] = Json.MAPPER.constructType(types[i]);
            this.boxed[i] = Boxes.of(this.types[i].getRawClass());
        }
    }

    /**
     * Arguments by position. They are taken as they are; only data of another class is converted,
     * and nothing is parsed.
     */
    public @Nullable Object[] bind(@Nullable Object[] given) {
        if (given.length == types.length && fit(given)) {
            return given;
        }
        List<Violation> violations = new ArrayList<>();
        @Nullable Object[] bound = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            bound[i] = i < given.length ? take(i, given[i], violations) : absent(i, violations);
        }
        for (int i = types.length; i < given.length; i++) {
            violations.add(new Violation("#" + (i + 1), "is one argument too many"));
        }
        refuse(violations);
        return bound;
    }

    private boolean fit(@Nullable Object[] given) {
        for (int i = 0; i < given.length; i++) {
            Object value = given[i];
            boolean fits = value == null ? takesNull(i) : is(value, i);
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private boolean takesNull(int i) {
        return !types[i].isPrimitive() && !types[i].isReferenceType();
    }

    /** Whether a value, and what it holds, is of the parameter's type. */
    private boolean is(Object value, int i) {
        return boxed[i].isInstance(value) && Payloads.holds(value, types[i]);
    }

    /** Arguments by name. */
    public @Nullable Object[] bind(Map<String, ?> given) {
        List<Violation> violations = new ArrayList<>();
        @Nullable Object[] bound = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            String name = parameters.get(i).name();
            Object value = given.get(name);
            boolean present = value != null || (given.containsKey(name) && !optional(i));
            bound[i] = present ? take(i, value, violations) : absent(i, violations);
        }
        refuseUnknown(given.keySet(), violations);
        refuse(violations);
        return bound;
    }

    /**
     * Arguments as a JSON object, checked against the method's schema. Nothing at all is an empty
     * object.
     */
    public @Nullable Object[] bindJson(String json, int limit) {
        JsonNode tree = Payloads.parse(json.isBlank() ? "{}" : json, where(), limit);
        List<Violation> violations = new ArrayList<>();
        if (!tree.isObject()) {
            violations.add(new Violation("", "the arguments must be one JSON object"));
            refuse(violations);
        }
        check(tree, violations);
        refuse(violations);
        @Nullable Object[] bound = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            JsonNode value = tree.get(parameters.get(i).name());
            bound[i] =
                    value == null || value.isNull()
                            ? absent(i, violations)
                            : read(i, value, violations);
        }
        refuse(violations);
        return bound;
    }

    /**
     * Names at the top are checked here, in words about arguments; the schema checks what stands
     * below.
     */
    private void check(JsonNode tree, List<Violation> violations) {
        for (int i = 0; i < types.length; i++) {
            JsonNode value = tree.get(parameters.get(i).name());
            boolean absent = value == null || value.isNull();
            if (absent && !optional(i)) {
                missing(i, "is missing; it must be " + typeName(i), violations);
            }
        }
        refuseUnknown(tree.propertyNames(), violations);
        validator().validate(tree).stream()
                .filter(fault -> fault.path().startsWith("/"))
                .map(fault -> new Violation(fault.path().substring(1), fault.message()))
                .forEach(violations::add);
    }

    private void refuseUnknown(Collection<String> given, List<Violation> violations) {
        given.stream()
                .filter(name -> parameters.stream().noneMatch(p -> p.name().equals(name)))
                .sorted()
                .forEach(name -> violations.add(new Violation(name, "is not an argument")));
    }

    private synchronized SchemaValidator validator() {
        if (validator == null) {
            validator = SchemaValidator.of(method.inputSchema());
        }
        return validator;
    }

    private boolean optional(int i) {
        return parameters.get(i).optional();
    }

    private @Nullable Object take(int i, @Nullable Object value, List<Violation> violations) {
        if (value == null) {
            return takesNull(i) ? null : absent(i, "must not be null", violations);
        }
        if (is(value, i)) {
            return value;
        }
        JavaType content = types[i].getReferencedType();
        if (content != null && Payloads.is(value, content)) {
            return read(i, value, violations);
        }
        Object widened = Boxes.widen(value, boxed[i]);
        if (widened != null) {
            return widened;
        }
        if (Boxes.isScalar(value)) {
            return missing(i, "must be " + typeName(i) + ", not " + describe(value), violations);
        }
        return read(i, value, violations);
    }

    private @Nullable Object read(int i, Object value, List<Violation> violations) {
        try {
            return Payloads.as(value, types[i]);
        } catch (JacksonException | IllegalArgumentException e) {
            String message = "must be " + typeName(i) + ": " + Payloads.reason(e);
            return missing(i, message, violations);
        }
    }

    private @Nullable Object absent(int i, List<Violation> violations) {
        return absent(i, "is missing; it must be " + typeName(i), violations);
    }

    private @Nullable Object absent(int i, String fault, List<Violation> violations) {
        String fallback = parameters.get(i).defaultJson();
        if (fallback != null) {
            return read(i, Json.MAPPER.readTree(fallback), violations);
        }
        return optional(i)
                ? Json.MAPPER.treeToValue(NullNode.getInstance(), types[i])
                : missing(i, fault, violations);
    }

    private @Nullable Object missing(int i, String message, List<Violation> violations) {
        violations.add(new Violation(parameters.get(i).name(), message));
        return null;
    }

    private String typeName(int i) {
        return types[i].getRawClass().getSimpleName();
    }

    private static String describe(Object value) {
        return value instanceof CharSequence
                ? "the text \"" + value + "\""
                : value.getClass().getSimpleName() + " " + value;
    }

    private String where() {
        return agent + "." + method.name();
    }

    private void refuse(List<Violation> violations) {
        if (!violations.isEmpty()) {
            String faults =
                    violations.stream()
                            .map(v -> (v.path().isEmpty() ? "" : v.path() + " ") + v.message())
                            .collect(Collectors.joining("; "));
            throw Problem.of(ProblemCode.INVALID_ARGUMENTS, where(), faults, hint())
                    .with(violations)
                    .toException();
        }
    }

    private String hint() {
        if (parameters.isEmpty()) {
            return "The method takes no arguments.";
        }
        return "Expected: "
                + parameters.stream()
                        .map(
                                p ->
                                        p.name()
                                                + (p.optional() ? "? " : " ")
                                                + p.type().replaceAll("(?U)\\w+[.$]", ""))
                        .collect(Collectors.joining(", "))
                + ".";
    }
}
