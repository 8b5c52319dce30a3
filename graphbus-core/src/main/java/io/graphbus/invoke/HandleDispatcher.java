package io.graphbus.invoke;

import io.graphbus.model.AgentDefinition;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Calls an object's methods through method handles: for agents whose classes were not built by us,
 * such as Spring beans.
 */
public final class HandleDispatcher implements Dispatcher {

    private static final MethodType UNIFORM =
            MethodType.methodType(Object.class, Object.class, Object[].class);

    /** Handles are the same for all objects of a class. */
    private static final ClassValue<Map<Known, Handles>> KNOWN =
            new ClassValue<>() {
                @Override
                protected Map<Known, Handles> computeValue(Class<?> type) {
                    return new ConcurrentHashMap<>(2);
                }
            };

    private final Object instance;
    private final MethodHandle[] handles;
    private final @Nullable Lever[] levers;

    private HandleDispatcher(Object instance, Handles handles) {
        this.instance = instance;
        this.handles = handles.all;
        this.levers = handles.levers;
    }

    /**
     * What calls the methods of a class.
     *
     * @param all one for each operation
     * @param levers for operations of one parameter; {@code null} for others
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Handles(MethodHandle[] all, @Nullable Lever[] levers) {}

    private record Known(Class<?> type, List<String> operations) {}

    /**
     * A dispatcher for an object.
     *
     * @param type the class the definition was read from; the object may be a proxy for it
     * @throws io.graphbus.problem.GraphBusException {@code INVALID_HANDLER} when a method cannot be
     *     called through the proxy
     */
    public static HandleDispatcher of(AgentDefinition definition, Class<?> type, Object instance) {
        Known wanted = new Known(type, definition.operations());
        Handles handles =
                KNOWN.get(instance.getClass())
                        .computeIfAbsent(
                                wanted, known -> handles(definition.name(), known, instance));
        return new HandleDispatcher(instance, handles);
    }

    private static Handles handles(String agent, Known wanted, Object instance) {
        List<Method> methods =
                wanted.operations().stream()
                        .map(operation -> Methods.find(wanted.type(), operation))
                        .map(declared -> reachable(agent, wanted.type(), instance, declared))
                        .toList();
        return new Handles(
                methods.stream().map(method -> handle(agent, method)).toArray(MethodHandle[]::new),
                methods.stream().map(Lever::of).toArray(Lever[]::new));
    }

    private static MethodHandle handle(String agent, Method method) {
        try {
            method.setAccessible(true);
            return MethodHandles.lookup()
                    .unreflect(method)
                    .asFixedArity()
                    .asSpreader(Object[].class, method.getParameterCount())
                    .asType(UNIFORM);
        } catch (IllegalAccessException | RuntimeException e) {
            throw Problem.of(
                            ProblemCode.INVALID_HANDLER,
                            agent + "." + method.getName(),
                            "the method cannot be accessed: " + e.getMessage(),
                            "Make it and its class public, or open its module to io.graphbus.")
                    .toException(e);
        }
    }

    private static Method reachable(String agent, Class<?> type, Object instance, Method declared) {
        boolean proxied = instance.getClass() != type;
        int modifiers = declared.getModifiers();
        if (type.isInstance(instance)) {
            boolean hidden = Modifier.isPrivate(modifiers) || Modifier.isFinal(modifiers);
            if (proxied && hidden && isProxy(instance)) {
                throw unreachable(agent, declared, "is private or final").toException();
            }
            return declared;
        }
        return Stream.of(instance.getClass().getInterfaces())
                .map(contract -> inInterface(contract, type, declared))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(
                        () ->
                                unreachable(agent, declared, "is in none of its interfaces")
                                        .toException());
    }

    /** Whether the object's class was made at run time around the target class. */
    private static boolean isProxy(Object instance) {
        return instance.getClass().getName().contains("$$");
    }

    /** The contract's method that this one implements, by a bridge when the contract is generic. */
    private static Optional<Method> inInterface(Class<?> contract, Class<?> type, Method declared) {
        return Arrays.stream(contract.getMethods())
                .filter(method -> isImplementation(type, declared, method))
                .max(Comparator.comparing(method -> isSame(method, declared)));
    }

    private static boolean isImplementation(Class<?> type, Method declared, Method method) {
        if (isSame(method, declared)) {
            return true;
        }
        try {
            return method.getName().equals(declared.getName())
                    && method.getParameterCount() == declared.getParameterCount()
                    && type.getMethod(method.getName(), method.getParameterTypes()).isBridge();
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    private static boolean isSame(Method method, Method declared) {
        return method.getName().equals(declared.getName())
                && Arrays.equals(method.getParameterTypes(), declared.getParameterTypes());
    }

    private static Problem unreachable(String agent, Method declared, String why) {
        return Problem.of(
                ProblemCode.INVALID_HANDLER,
                agent + "." + declared.getName(),
                "the agent is behind a proxy and this method " + why,
                "Make the method public and not final, and let the proxy extend the class"
                        + " (proxyTargetClass = true).");
    }

    @Override
    public @Nullable Object dispatch(int operation, @Nullable Object[] arguments) throws Throwable {
        Lever lever = levers[operation];
        return lever != null && arguments.length == 1
                ? lever.pull(instance, arguments[0])
                : handles[operation].invokeExact(instance, arguments);
    }

    @Override
    public @Nullable Object dispatchOne(int operation, @Nullable Object argument) throws Throwable {
        Lever lever = levers[operation];
        return lever != null
                ? lever.pull(instance, argument)
                : dispatch(operation, new Object[] {argument});
    }
}
