package io.graphbus.invoke;

import org.jspecify.annotations.Nullable;

/**
 * Calls the methods of one agent instance by number. Build mode generates one class per agent;
 * {@code GraphBus.of} and Spring beans get one over method handles.
 */
public interface Dispatcher {

    /**
     * Calls the agent.
     *
     * @param operation place of the method's name in {@link
     *     io.graphbus.model.AgentDefinition#operations()}
     * @param arguments already of the parameters' types
     * @return the method's result; {@code null} for void
     * @throws Throwable whatever the agent threw
     */
    @Nullable Object dispatch(int operation, @Nullable Object[] arguments) throws Throwable;

    /**
     * Calls a method of one parameter.
     *
     * @param operation as for {@link #dispatch}
     * @param argument already of the parameter's type
     * @return the method's result; {@code null} for void
     * @throws Throwable whatever the agent threw
     */
    default @Nullable Object dispatchOne(int operation, @Nullable Object argument)
            throws Throwable {
        return dispatch(operation, new Object[] {argument});
    }
}
