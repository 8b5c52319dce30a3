package io.graphbus.invoke;

import io.graphbus.schema.GenericTypes;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Finds an agent's methods in its class; a definition guarantees that there is one of each name.
 */
public final class Methods {

    private Methods() {}

    /** The method of that name, the class's own before inherited ones. */
    public static Method find(Class<?> type, String name) {
        for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
            Method found = declared(at, name);
            if (found != null) {
                return found;
            }
        }
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name))
                .min(Comparator.comparingInt(Method::getParameterCount))
                .orElseThrow(
                        () -> new IllegalStateException(type.getName() + " has no method " + name));
    }

    /** What a class's method takes, with the type variables of generic superclasses replaced. */
    public static Type[] parameters(Class<?> type, Method method) {
        GenericTypes types = GenericTypes.of(type);
        return Arrays.stream(method.getGenericParameterTypes())
                .map(types::resolve)
                .toArray(Type[]::new);
    }

    private static @Nullable Method declared(Class<?> type, String name) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals(name) && !method.isBridge())
                .filter(method -> !method.isSynthetic())
                .findFirst()
                .orElse(null);
    }
}
