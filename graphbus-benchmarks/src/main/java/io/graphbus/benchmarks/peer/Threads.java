package io.graphbus.benchmarks.peer;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The pools that peers without threads of their own get. */
public final class Threads {

    /** Processors there are. */
    public static final int COUNT = Runtime.getRuntime().availableProcessors();

    private Threads() {}

    /** As many threads as processors. */
    public static ExecutorService pool() {
        return Executors.newFixedThreadPool(
                COUNT, Thread.ofPlatform().daemon().name("bench-pool-", 0).factory());
    }
}
