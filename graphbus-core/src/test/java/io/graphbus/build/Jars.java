package io.graphbus.build;

import io.graphbus.artifact.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes jars for tests. */
final class Jars {

    private Jars() {}

    static Path of(Path jar, Path classes, String prefix) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            put(out, "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n\n".getBytes());
            putAll(out, classes, prefix);
        }
        return jar;
    }

    static Path boot(Path jar, Path classes, Path library) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            putAll(out, classes, "BOOT-INF/classes/");
            put(out, "BOOT-INF/lib/" + library.getFileName(), Files.readAllBytes(library));
        }
        return jar;
    }

    private static void putAll(ZipOutputStream out, Path classes, String prefix)
            throws IOException {
        for (String file : FileTree.files(classes)) {
            if (!file.endsWith("Dispatcher_.class")) {
                put(out, prefix + file, Files.readAllBytes(classes.resolve(file)));
            }
        }
    }

    private static void put(ZipOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(content);
        out.closeEntry();
    }
}
