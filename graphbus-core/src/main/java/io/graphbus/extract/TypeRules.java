package io.graphbus.extract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Default;
import io.graphbus.agent.Event;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Defaults;
import io.graphbus.schema.GenericTypes;
import io.graphbus.source.AgentMethods.Member;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What types must be so that their values can travel as JSON, down to their last component. */
final class TypeRules {

    private static final List<Class<?>> NOT_DATA =
            List.of(
                    AgentContext.class,
                    Event.class,
                    Future.class,
                    BaseStream.class,
                    java.io.InputStream.class,
                    java.io.OutputStream.class,
                    java.io.Reader.class,
                    java.io.Writer.class,
                    Thread.class,
                    ClassLoader.class,
                    java.util.concurrent.Executor.class);

    private final Faults faults;
    private final Set<Class<?>> seen = new HashSet<>();

    TypeRules(Faults faults) {
        this.faults = faults;
    }

    /** What is read from JSON, such as an argument. */
    void checkRead(Member member, Type type, String what) {
        walk(new Walk(member, what, null, true), type);
    }

    /** What is written as JSON. */
    void checkWritten(Member member, Type type, String what) {
        walk(new Walk(member, what, null, false), type);
    }

    /**
     * How one comes to a type.
     *
     * @param field that has it; {@code null} for the member itself
     */
    private record Walk(Member member, String what, @Nullable Field field, boolean read) {

        Walk to(Field next) {
            return new Walk(member, what, next, read);
        }
    }

    private void walk(Walk walk, Type type) {
        Class<?> raw = raw(type);
        if (raw == null || raw.isPrimitive()) {
            return;
        }
        if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(t -> walk(walk, t));
        }
        if (raw.isArray()) {
            walk(walk, raw.getComponentType());
        } else if (isNoData(raw)) {
            refuse(walk, raw);
        } else if (isOwn(raw) && seen.add(raw)) {
            own(walk, raw);
        }
    }

    private static @Nullable Class<?> raw(Type type) {
        return type instanceof TypeVariable ? null : GenericTypes.raw(type);
    }

    private static boolean isNoData(Class<?> raw) {
        return raw.isAnnotationPresent(FunctionalInterface.class)
                || NOT_DATA.stream().anyMatch(t -> t.isAssignableFrom(raw));
    }

    /** Whether it is neither of the JDK nor of a library that all agents share. */
    private static boolean isOwn(Class<?> raw) {
        return raw.getClassLoader() != null
                && !raw.getName().startsWith("tools.jackson.")
                && !raw.getName().startsWith("io.graphbus.agent.");
    }

    private void own(Walk walk, Class<?> raw) {
        if (raw.isEnum() || raw.isAnnotation()) {
            return;
        }
        if (Modifier.isAbstract(raw.getModifiers())) {
            open(walk, raw);
        }
        if (raw.isInterface()) {
            return;
        }
        for (Class<?> c = raw; c != null && isOwn(c); c = c.getSuperclass()) {
            Arrays.stream(c.getDeclaredFields()).forEach(field -> field(walk, field));
        }
    }

    private void field(Walk walk, Field field) {
        int modifiers = field.getModifiers();
        if (Modifier.isStatic(modifiers)
                || Modifier.isTransient(modifiers)
                || field.isSynthetic()
                || field.isAnnotationPresent(JsonIgnore.class)) {
            return;
        }
        Default declared = field.getAnnotation(Default.class);
        Type type = field.getGenericType();
        if (declared != null
                && raw(type) != null
                && Defaults.text(declared.value(), type).isEmpty()) {
            faults.add(
                    ProblemCode.INVALID_DEFAULT,
                    field.getDeclaringClass(),
                    field.getName(),
                    "the default \"%s\" of %s is no %s"
                            .formatted(declared.value(), name(field), type.getTypeName()),
                    "Write the default as JSON, or as plain text for a String.");
        }
        walk(walk.to(field), type);
    }

    private static String name(Field field) {
        return field.getDeclaringClass().getSimpleName() + "." + field.getName();
    }

    /** A type whose values are of others. */
    private void open(Walk walk, Class<?> raw) {
        JsonSubTypes named = raw.getAnnotation(JsonSubTypes.class);
        Class<?>[] permitted = raw.isSealed() ? raw.getPermittedSubclasses() : new Class<?>[0];
        Stream<Class<?>> subtypes =
                named == null
                        ? Arrays.stream(permitted)
                        : Arrays.stream(named.value()).map(JsonSubTypes.Type::value);
        subtypes.forEach(sub -> walk(walk, sub));
        if (walk.read() && !isTold(raw)) {
            String kind = raw.isInterface() ? "interface" : "abstract class";
            report(
                    walk,
                    ProblemCode.UNREADABLE_TYPE,
                    "the %s %s, whose subtypes JSON does not tell apart"
                            .formatted(
                                    raw.isSealed() ? "sealed " + kind : kind, raw.getSimpleName()),
                    "Put @JsonTypeInfo on "
                            + raw.getSimpleName()
                            + ", or take a record. Events from outside and stored ones cannot be"
                            + " read otherwise.");
        }
    }

    private static boolean isTold(Class<?> raw) {
        boolean annotated =
                Arrays.stream(raw.getAnnotations())
                        .anyMatch(
                                a -> a.annotationType().getSimpleName().equals("JsonDeserialize"));
        boolean created =
                Arrays.stream(raw.getDeclaredMethods())
                        .anyMatch(m -> m.isAnnotationPresent(JsonCreator.class));
        return annotated || created || hasTypeId(raw);
    }

    private static boolean hasTypeId(@Nullable Class<?> type) {
        return type != null
                && (type.isAnnotationPresent(JsonTypeInfo.class)
                        || hasTypeId(type.getSuperclass())
                        || Arrays.stream(type.getInterfaces()).anyMatch(TypeRules::hasTypeId));
    }

    private void refuse(Walk walk, Class<?> raw) {
        report(
                walk,
                ProblemCode.UNSUPPORTED_TYPE,
                "a " + raw.getSimpleName() + ", which cannot travel as JSON",
                "Use records, lists, maps, texts, numbers and the like.");
    }

    private void report(Walk walk, ProblemCode code, String what, String hint) {
        Field field = walk.field();
        if (field == null) {
            String message = walk.what() + " of " + walk.member().name() + " is " + what;
            faults.add(code, walk.member(), message, hint);
        } else {
            faults.add(
                    code,
                    field.getDeclaringClass(),
                    field.getName(),
                    name(field) + " is " + what,
                    hint);
        }
    }
}
