package io.graphbus.invoke;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Calls one method of one parameter as fast as written code would: a class made at run time does
 * it, which the just-in-time compiler sees through. Public because that class is made beside the
 * agent's.
 */
@FunctionalInterface
public interface Lever {

    /** Calls the method; the result is {@code null} for void. */
    @Nullable Object pull(Object instance, @Nullable Object argument) throws Throwable;

    /** A lever for a method without a result. */
    @FunctionalInterface
    interface Mute {
        void pull(Object instance, @Nullable Object argument) throws Throwable;
    }

    /** A lever for the method; {@code null} when it needs a handle instead. */
    static @Nullable Lever of(Method method) {
        if (method.getParameterCount() != 1 || Modifier.isStatic(method.getModifiers())) {
            return null;
        }
        try {
            MethodHandles.Lookup lookup =
                    MethodHandles.privateLookupIn(
                            method.getDeclaringClass(), MethodHandles.lookup());
            if (method.getReturnType() == void.class) {
                Mute mute = (Mute) make(lookup, method, Mute.class, void.class);
                return (instance, argument) -> {
                    mute.pull(instance, argument);
                    return null;
                };
            }
            return (Lever) make(lookup, method, Lever.class, Object.class);
        } catch (Throwable e) { // no access, or a class loader that does not know this interface
            return null;
        }
    }

    private static Object make(
            MethodHandles.Lookup lookup, Method method, Class<?> lever, Class<?> result)
            throws Throwable {
        MethodHandle target = lookup.unreflect(method);
        MethodType type = target.type();
        return LambdaMetafactory.metafactory(
                        lookup,
                        "pull",
                        MethodType.methodType(lever),
                        MethodType.methodType(result, Object.class, Object.class),
                        target,
                        result == void.class ? type.wrap().changeReturnType(result) : type.wrap())
                .getTarget()
                .invoke();
    }
}
