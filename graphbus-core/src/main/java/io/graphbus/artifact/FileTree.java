package io.graphbus.artifact;

import io.graphbus.schema.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Directories as wholes: listed, copied, hashed, deleted. */
public final class FileTree {

    private FileTree() {}

    /**
     * All regular files below a directory as relative paths with {@code /}, sorted; empty when
     * there is no directory.
     */
    public static List<String> files(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    /** Copies a directory's content into another one, replacing files of the same name. */
    public static void copy(Path from, Path to) throws IOException {
        for (String file : files(from)) {
            Path target = to.resolve(file);
            Files.createDirectories(target.getParent());
            Files.copy(from.resolve(file), target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** SHA-256 over names and contents of all files. */
    public static String hash(Path directory) throws IOException {
        return hash(directory, Set.of());
    }

    /** SHA-256 over names and contents of all files but some. */
    static String hash(Path directory, Set<String> except) throws IOException {
        MessageDigest digest = Json.newSha256();
        for (String file : files(directory)) {
            if (!except.contains(file)) {
                add(digest, file, Files.readAllBytes(directory.resolve(file)));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Adds a file to a digest so that no two sets of files look alike. */
    public static void add(MessageDigest digest, String name, byte[] content) {
        digest.update((name + "\n" + content.length + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(content);
    }

    /**
     * Deletes a directory with all that is in it, symbolic links but not their targets; nothing
     * when it does not exist.
     */
    public static void delete(Path directory) throws IOException {
        if (!Files.exists(directory, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(
                directory,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path visited, @Nullable IOException failure) throws IOException {
                        if (failure != null) {
                            throw failure;
                        }
                        Files.delete(visited);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
