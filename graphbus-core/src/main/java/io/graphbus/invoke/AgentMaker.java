package io.graphbus.invoke;

import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Stateful;
import io.graphbus.model.AgentDefinition;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How one agent of a graph comes into being.
 *
 * @param type the class the definition was read from
 * @param instance gives the agent; called at each start
 * @param dispatcher made for the instance
 * @param owned whether the engine made the instance and so closes it, if it can be closed
 */
public record AgentMaker(
        AgentDefinition definition,
        Class<?> type,
        Function<AgentContext, Object> instance,
        Function<Object, Dispatcher> dispatcher,
        boolean owned) {

    private static final Logger log = LoggerFactory.getLogger(AgentMaker.class);

    /**
     * An agent somebody else makes and keeps, such as a Spring bean, called through method handles.
     */
    public static AgentMaker of(AgentDefinition definition, Class<?> type, Supplier<?> instance) {
        return new AgentMaker(
                definition,
                type,
                context -> instance.get(),
                object -> HandleDispatcher.of(definition, type, object),
                false);
    }

    /** An agent made from its class, called through method handles. */
    public static AgentMaker of(AgentDefinition definition, Class<?> type) {
        return new AgentMaker(
                definition,
                type,
                context -> make(definition, type, context),
                object -> HandleDispatcher.of(definition, type, object),
                true);
    }

    /**
     * An agent made from its class, called through the dispatcher class that was generated for it.
     */
    public static AgentMaker of(
            AgentDefinition definition, Class<?> type, Class<?> dispatcherType) {
        return new AgentMaker(
                definition,
                type,
                context -> make(definition, type, context),
                object -> dispatcher(definition, dispatcherType, type, object),
                true);
    }

    /** By the constructor that takes an {@link AgentContext}, or by the one without parameters. */
    private static Object make(AgentDefinition definition, Class<?> type, AgentContext context) {
        Constructor<?> constructor =
                Arrays.stream(type.getDeclaredConstructors())
                        .filter(AgentMaker::isSuitable)
                        .max(Comparator.comparingInt(Constructor::getParameterCount))
                        .orElseThrow(() -> unsuitable(definition, type).toException());
        Object[] arguments =
                constructor.getParameterCount() == 0 ? new Object[0] : new Object[] {context};
        return construct(definition, constructor, arguments);
    }

    private static boolean isSuitable(Constructor<?> constructor) {
        List<Class<?>> parameters = List.of(constructor.getParameterTypes());
        return parameters.isEmpty() || parameters.equals(List.of(AgentContext.class));
    }

    private static Problem unsuitable(AgentDefinition definition, Class<?> type) {
        return Problem.of(
                ProblemCode.NOT_CONSTRUCTIBLE,
                definition.name(),
                type.getName() + " has no constructor the engine could use",
                "Give it a constructor without parameters or one that takes an AgentContext.");
    }

    private static Dispatcher dispatcher(
            AgentDefinition definition, Class<?> dispatcher, Class<?> type, Object agent) {
        try {
            return (Dispatcher)
                    construct(
                            definition,
                            dispatcher.getDeclaredConstructor(type),
                            new Object[] {agent});
        } catch (NoSuchMethodException | ClassCastException e) {
            throw Problem.of(
                            ProblemCode.ARTIFACTS_UNREADABLE,
                            dispatcher.getName(),
                            "the generated class does not fit this version of GraphBus",
                            "Build the agents again.")
                    .toException(e);
        }
    }

    private static Object construct(
            AgentDefinition definition, Constructor<?> constructor, Object[] arguments) {
        try {
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw Problem.of(
                            ProblemCode.START_FAILED,
                            definition.name(),
                            "the constructor threw " + e.getCause(),
                            "See the cause; an agent's constructor should only store its collaborators.")
                    .toException(e.getCause());
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw Problem.of(
                            ProblemCode.NOT_CONSTRUCTIBLE,
                            definition.name(),
                            constructor.getDeclaringClass().getName() + " cannot be made: " + e,
                            "Make the class and its constructor public, and the class not abstract.")
                    .toException(e);
        }
    }

    /**
     * What gives an instance's successor its state; when it does not tell its state, the last that
     * was kept.
     */
    public static Consumer<Object> handover(
            String agent, Object old, Consumer<Object> restoreLast) {
        if (!(old instanceof Stateful<?> stateful)) {
            return next -> {};
        }
        Object state;
        try {
            state = stateful.captureState();
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            log.warn("{} goes on with its last saved state: capturing it failed", agent, e);
            return restoreLast;
        }
        return next -> restore(next, state);
    }

    @SuppressWarnings("unchecked")
    private static void restore(Object next, @Nullable Object state) {
        if (state != null && next instanceof Stateful<?> stateful) {
            ((Stateful<Object>) stateful).restoreState(state);
        }
    }

    /** Ends an instance that the engine made, if it can be closed. */
    public void close(@Nullable Object ended) {
        if (owned && ended instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Throwable e) { // user code
                log.warn("{} failed while closing", definition.name(), e);
            }
        }
    }
}
