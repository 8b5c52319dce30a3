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

    /** What is to run in place of a call that leaves its caller's thread, asked on that thread. */
    default Runnable handOver(Runnable call) {
        return call;
    }

    /** An invoker that has something done after each execution, however it ended. */
    default Invoker followedBy(Runnable after) {
        return new Followed(this, after);
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
        return new Surrounded(site, next, around);
    }

    private static Interceptor.Next around(Interceptor interceptor, Interceptor.Next inner) {
        return invocation -> interceptor.intercept(invocation, inner);
    }

    /** With interceptors. */
    record Surrounded(Invocation.Site site, Interceptor.Next outermost, List<Interceptor> around)
            implements Invoker {

        @Override
        public @Nullable Object invoke(@Nullable Object[] arguments, @Nullable Event event)
                throws Throwable {
            return outermost.proceed(new Invocation(site, arguments, event));
        }

        @Override
        public Runnable handOver(Runnable call) {
            Runnable handed = call;
            for (Interceptor interceptor : around.reversed()) {
                handed = interceptor.handOver(handed);
            }
            return handed;
        }
    }

    /** With something to do after each execution. */
    record Followed(Invoker execution, Runnable after) implements Invoker {

        @Override
        public @Nullable Object invoke(@Nullable Object[] arguments, @Nullable Event event)
                throws Throwable {
            try {
                return execution.invoke(arguments, event);
            } finally {
                after.run();
            }
        }

        @Override
        public Runnable handOver(Runnable call) {
            return execution.handOver(call);
        }
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
