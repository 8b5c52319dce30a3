package io.graphbus.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A program that takes a directory's lock again and again, and fails when it finds itself not
 * alone.
 */
final class LockingProcess {

    private LockingProcess() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        Path mark = directory.resolve("mark");
        for (int i = 0; i < 200; i++) {
            try (DirectoryLock lock = DirectoryLock.acquire(directory)) {
                Files.createFile(mark);
                Thread.yield();
                Files.delete(mark);
            }
        }
    }
}
