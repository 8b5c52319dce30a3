package io.graphbus.schema;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the type variables of a class's generic superclasses and interfaces stand for in that class.
 */
public final class GenericTypes {

    private final Map<TypeVariable<?>, Type> bound = new HashMap<>();

    private GenericTypes() {}

    public static GenericTypes of(Class<?> agent) {
        GenericTypes types = new GenericTypes();
        types.collect(agent);
        return types;
    }

    private void collect(@Nullable Class<?> type) {
        if (type == null || type == Object.class) {
            return;
        }
        Type parent = type.getGenericSuperclass();
        if (parent != null) {
            bind(parent);
        }
        Arrays.stream(type.getGenericInterfaces()).forEach(this::bind);
    }

    private void bind(Type parent) {
        Class<?> raw = raw(parent);
        if (parent instanceof ParameterizedType generic) {
            TypeVariable<?>[] variables = raw.getTypeParameters();
            for (int i = 0; i < variables.length; i++) {
                bound.put(variables[i], resolve(generic.getActualTypeArguments()[i]));
            }
        }
        collect(raw);
    }

    /**
     * What the agent puts in the place of an interface's only type variable; empty when it is not
     * implemented or left raw.
     */
    public Optional<Type> argumentOf(Class<?> generic) {
        return Optional.ofNullable(bound.get(generic.getTypeParameters()[0]));
    }

    /** The type without type variables; one that is not bound becomes its first bound. */
    public Type resolve(Type type) {
        if (type instanceof TypeVariable<?> variable) {
            Type known = bound.get(variable);
            return known != null ? known : raw(variable.getBounds()[0]);
        }
        if (type instanceof WildcardType wildcard) {
            return resolve(wildcard.getUpperBounds()[0]);
        }
        if (type instanceof GenericArrayType array) {
            Type component = resolve(array.getGenericComponentType());
            return component instanceof Class<?> raw ? raw.arrayType() : array;
        }
        if (type instanceof ParameterizedType generic) {
            List<Type> arguments =
                    Arrays.stream(generic.getActualTypeArguments()).map(this::resolve).toList();
            return arguments.equals(List.of(generic.getActualTypeArguments()))
                    ? generic
                    : new Resolved(raw(generic), generic.getOwnerType(), arguments);
        }
        return type;
    }

    /** The class that a type is after erasure. */
    public static Class<?> raw(Type type) {
        if (type instanceof Class<?> raw) {
            return raw;
        }
        if (type instanceof ParameterizedType generic) {
            return raw(generic.getRawType());
        }
        if (type instanceof GenericArrayType array) {
            return Array.newInstance(raw(array.getGenericComponentType()), 0).getClass();
        }
        if (type instanceof TypeVariable<?> variable) {
            return raw(variable.getBounds()[0]);
        }
        return type instanceof WildcardType wildcard
                ? raw(wildcard.getUpperBounds()[0])
                : Object.class;
    }

    private record Resolved(Class<?> raw, @Nullable Type owner, List<Type> arguments)
            implements ParameterizedType {

        @Override
        public Type[] getActualTypeArguments() {
            return arguments.toArray(Type[]::new);
        }

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        public @Nullable Type getOwnerType() {
            return owner;
        }

        @Override
        public String getTypeName() {
            return raw.getName()
                    + arguments.stream()
                            .map(Type::getTypeName)
                            .collect(Collectors.joining(", ", "<", ">"));
        }

        @Override
        public String toString() {
            return getTypeName();
        }
    }
}
