package io.graphbus.server.graph;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The class loaders of graphs that have been replaced or given up. Threads whose context they still
 * are were left by these graphs: threads have their context from whoever starts them. Usable from
 * any thread.
 */
final class RetiredLoaders {

    private static final Logger log = LoggerFactory.getLogger(RetiredLoaders.class);
    private static final Duration TIME_TO_END = Duration.ofSeconds(5);

    private final Set<ClassLoader> loaders =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /** Says later which threads have not ended with their graph. */
    void add(ClassLoader loader) {
        loaders.add(loader);
        List<Thread> threads = liveThreads().filter(t -> isOf(t, Set.of(loader))).toList();
        if (!threads.isEmpty()) {
            Thread.ofVirtual().name("graphbus-threads-left").start(() -> report(threads));
        }
    }

    ThreadsLeft threads() {
        var starts = new ArrayList<String>();
        var others = new ArrayList<String>();
        liveThreads()
                .filter(thread -> isOf(thread, loaders))
                .forEach(
                        thread -> {
                            if (thread.getName().startsWith(NextGraph.GIVEN_UP)) {
                                starts.add(thread.getName() + " " + place(thread));
                            } else {
                                others.add(thread.getName());
                            }
                        });
        return new ThreadsLeft(starts, others);
    }

    private static void report(List<Thread> threads) {
        try {
            long end = System.nanoTime() + TIME_TO_END.toNanos();
            for (Thread thread : threads) {
                thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<String> left = threads.stream().filter(Thread::isAlive).map(Thread::getName).toList();
        if (!left.isEmpty()) {
            log.warn(
                    "A graph that does not run any more has left {} threads, which keep its"
                            + " classes: {}. What agents start should end with them",
                    left.size(),
                    left);
        }
    }

    /** Where it is in somebody's code, since what that asks of Java says little. */
    private static String place(Thread thread) {
        StackTraceElement[] stack = thread.getStackTrace();
        return Arrays.stream(stack)
                .filter(frame -> !isJava(frame))
                .findFirst()
                .or(() -> Arrays.stream(stack).findFirst())
                .map(frame -> "at " + frame)
                .orElse("");
    }

    private static boolean isJava(StackTraceElement frame) {
        String module = frame.getModuleName();
        return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
    }

    private static boolean isOf(Thread thread, Set<ClassLoader> loaders) {
        try {
            ClassLoader context = thread.getContextClassLoader();
            return context != null && loaders.contains(context);
        } catch (RuntimeException | Error e) { // of a thread whose class has a say in it
            return loaders.contains(thread.getClass().getClassLoader());
        }
    }

    /** Those of the platform; of virtual ones nobody keeps a list. */
    private static Stream<Thread> liveThreads() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        var threads = new Thread[root.activeCount() + 16];
        int count = root.enumerate(threads, true);
        while (count == threads.length) {
            threads = new Thread[count * 2];
            count = root.enumerate(threads, true);
        }
        return Arrays.stream(threads, 0, count);
    }
}
