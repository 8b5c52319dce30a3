package io.graphbus.store.log;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Stores whose calls a test looks at, holds up, or does not let pass. */
public final class Watched {

    private Watched() {}

    /** A call on its way. */
    @FunctionalInterface
    public interface Call {
        @Nullable Object proceed() throws Throwable;
    }

    /** What is done about calls. */
    @FunctionalInterface
    public interface Around {
        @Nullable Object call(String method, Object[] arguments, Call call) throws Throwable;
    }

    /** A store whose calls go through something. */
    public static <T> T around(Class<T> type, T store, Around around) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, given) -> {
                            Object[] arguments = given == null ? new Object[0] : given;
                            return around.call(
                                    method.getName(),
                                    arguments,
                                    () -> {
                                        try {
                                            return method.invoke(store, arguments);
                                        } catch (InvocationTargetException e) {
                                            throw e.getCause();
                                        }
                                    });
                        }));
    }

    /** A store before whose calls something is done. */
    public static <T> T before(Class<T> type, T store, Consumer<String> before) {
        return around(
                type,
                store,
                (method, arguments, call) -> {
                    before.accept(method);
                    return call.proceed();
                });
    }

    /** A store as a process sees it until it is killed: from then on nothing reaches it. */
    public static <T> T until(AtomicBoolean dead, T store, Class<T> type) {
        return before(
                type,
                store,
                method -> {
                    if (dead.get()) {
                        throw Problem.of(ProblemCode.DATABASE_UNREACHABLE, "", "dead", "-")
                                .toException();
                    }
                });
    }
}
