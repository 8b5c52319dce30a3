package io.graphbus.benchmarks;

/** Options that every measured JVM gets. */
final class Jvm {

    /** JCTools, Pekko and Netty still use what JDK 25 warns about. */
    static final String UNSAFE = "--sun-misc-unsafe-memory-access=allow";

    private Jvm() {}
}
