package io.graphbus.test.simulation;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Says where a thread is. */
final class Stacks {

    private Stacks() {}

    /** The innermost place outside of this kit, and the innermost in code of the user's. */
    static String place(Thread thread) {
        StackTraceElement[] stack = thread.getStackTrace();
        String kit = Stacks.class.getPackageName() + ".";
        Optional<StackTraceElement> top =
                frames(stack)
                        .filter(f -> !f.getClassName().startsWith(kit))
                        .filter(f -> !f.getClassName().startsWith("jdk.internal."))
                        .filter(f -> !f.getClassName().startsWith("java.util.concurrent.locks."))
                        .filter(f -> !f.getClassName().equals("java.lang.Thread"))
                        .findFirst();
        Optional<StackTraceElement> user = frames(stack).filter(Stacks::isUsers).findFirst();
        String place = top.map(Object::toString).orElse("nowhere");
        return user.isEmpty() || user.equals(top) ? place : place + ", called from " + user.get();
    }

    private static Stream<StackTraceElement> frames(StackTraceElement[] stack) {
        return Arrays.stream(stack);
    }

    private static boolean isUsers(StackTraceElement frame) {
        String name = frame.getClassName();
        return Stream.of("java.", "jdk.", "sun.", "io.graphbus.").noneMatch(name::startsWith)
                || name.startsWith("io.graphbus.")
                        && frame.getFileName() != null
                        && frame.getFileName().endsWith("Test.java");
    }
}
