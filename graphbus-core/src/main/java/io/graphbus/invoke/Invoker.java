package io.graphbus.invoke;

import io.graphbus.agent.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Executes one site. Made when the agent is wired: without interceptors it is the dispatcher and
 * nothing else, and no {@link Invocation} is ever made.
 */
@FunctionalInterface
public interface Invoker {

    @Nullable Object invoke(@Nullable Object[] arguments, @Nullable Event event) throws Throwable;

    /** Executes a site of one parameter. */
    default @Nullable Object invokeOne(@Nullable Object argument, @Nullable Event event)
            throws Throwable {
        return invoke(new Object[] {argument}, event);
    }

    /** An invoker that has something done after each execution, however it ended. */
    default Invoker followedBy(Runnable after) {
        return (arguments, event) -> {
            try {
                return invoke(arguments, event);
            } finally {
                after.run();
            }
        };
    }

    /** The invoker of a site whose method has this number in the dispatcher. */
    static Invoker of(
            Invocation.Site site,
            Dispatcher dispatcher,
            int operation,
            List<Interceptor> interceptors) {
        List<Interceptor> around =
                interceptors.stream().filter(interceptor -> interceptor.appliesTo(site)).toList();
        if (around.isEmpty()) {
            return new Direct(dispatcher, operation);
        }
        Interceptor.Next next =
                invocation -> dispatcher.dispatch(operation, invocation.arguments());
        for (int i = around.size() - 1; i >= 0; i--) {
            next = around(around.get(i), next);
        }
        Interceptor.Next outermost = next;
        return (arguments, event) -> outermost.proceed(new Invocation(site, arguments, event));
    }

    private static Interceptor.Next around(Interceptor interceptor, Interceptor.Next inner) {
        return invocation -> interceptor.intercept(invocation, inner);
    }

    /** Without interceptors. */
    record Direct(Dispatcher dispatcher, int operation) implements Invoker {

        @Override
        public @Nullable Object invoke(@Nullable Object[] arguments, @Nullable Event event)
                throws Throwable {
            return dispatcher.dispatch(operation, arguments);
        }

        @Override
        public @Nullable Object invokeOne(@Nullable Object argument, @Nullable Event event)
                throws Throwable {
            return dispatcher.dispatchOne(operation, argument);
        }
    }
}
