package io.graphbus.server.build.upload;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/** Writes the checked files of an upload, and looks once more where each goes. */
final class Unpacking {

    private Unpacking() {}

    static void write(Map<String, byte[]> files, Path directory) throws IOException {
        for (var file : files.entrySet()) {
            try {
                write(directory.normalize(), file.getKey(), file.getValue());
            } catch (FileSystemException | InvalidPathException e) {
                throw EntryName.refused(
                        file.getKey(), "No file can have this name here.", EntryName.RULE);
            }
        }
    }

    private static void write(Path directory, String name, byte[] content) throws IOException {
        Path target = directory.resolve(name).normalize();
        if (!target.startsWith(directory)) {
            throw EntryName.refused(name, "The name leaves its directory.", EntryName.RULE);
        }
        Files.createDirectories(target.getParent());
        Files.write(target, content);
    }
}
