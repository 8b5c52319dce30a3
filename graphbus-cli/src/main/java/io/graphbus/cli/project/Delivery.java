package io.graphbus.cli.project;

import io.graphbus.artifact.FileTree;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts files into a directory, all of them or none: they are written beside it first, then moved
 * in, and what was moved is moved back when one cannot be. Used once, by one thread.
 */
public final class Delivery {

    private final Path target;
    private final SortedMap<String, String> texts;
    private final Deque<Undo> undone = new ArrayDeque<>();
    private final List<String> replaced = new ArrayList<>();

    private Delivery(Path target, SortedMap<String, String> texts) {
        this.target = target.toAbsolutePath().normalize();
        this.texts = texts;
    }

    @FunctionalInterface
    private interface Undo {
        void run() throws IOException;
    }

    /**
     * Delivers; files of the same name are replaced.
     *
     * @param target made when it is not there
     * @param texts by path with {@code /}
     * @return the files that stood there with other content
     * @throws io.graphbus.problem.GraphBusException {@code OUTPUT_NOT_WRITABLE}; nothing was
     *     changed
     */
    public static List<String> deliver(Path target, SortedMap<String, String> texts) {
        return new Delivery(target, texts).run();
    }

    private List<String> run() {
        try {
            refuseDirectories();
            Path staging = Files.createTempDirectory(existing(target), ".graphbus-");
            try {
                moveIn(write(staging.resolve("new")), staging.resolve("old"));
            } catch (IOException e) {
                undo(e);
                throw e;
            } finally {
                FileTree.delete(staging);
            }
            return replaced;
        } catch (IOException e) {
            throw refused(e);
        }
    }

    /** Files replace files, never directories. */
    private void refuseDirectories() throws FileSystemException {
        for (String name : texts.keySet()) {
            Path file = target.resolve(name);
            if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileSystemException(file.toString(), null, "It is a directory");
            }
        }
    }

    private static Path existing(Path path) throws IOException {
        Path at = path;
        while (!Files.exists(at) && at.getParent() != null) {
            at = at.getParent();
        }
        if (!Files.isDirectory(at)) {
            throw new FileSystemException(at.toString(), null, "It is not a directory");
        }
        return at;
    }

    private Path write(Path directory) throws IOException {
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Path file = directory.resolve(text.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, text.getValue());
        }
        return directory;
    }

    private void moveIn(Path prepared, Path old) throws IOException {
        if (!Files.exists(target)) {
            makeDirectories(target.getParent());
            move(prepared, target);
            return;
        }
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Path file = target.resolve(text.getKey());
            if (holds(file, text.getValue())) {
                continue;
            }
            makeDirectories(file.getParent());
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                replaced.add(text.getKey());
                move(file, old.resolve(text.getKey()));
            }
            move(prepared.resolve(text.getKey()), file);
        }
    }

    private static boolean holds(Path file, String text) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.size(file) < 4L * text.length() + 4
                && new String(Files.readAllBytes(file), StandardCharsets.UTF_8).equals(text);
    }

    private void makeDirectories(@Nullable Path directory) throws IOException {
        if (directory != null && !Files.isDirectory(directory)) {
            makeDirectories(directory.getParent());
            Files.createDirectory(directory);
            undone.push(() -> Files.delete(directory));
        }
    }

    private void move(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.move(from, to);
        undone.push(() -> Files.move(to, from));
    }

    private void undo(IOException failure) {
        while (!undone.isEmpty()) {
            try {
                undone.pop().run();
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
    }

    private RuntimeException refused(IOException failure) {
        String where =
                failure instanceof FileSystemException f && f.getFile() != null
                        ? f.getFile()
                        : target.toString();
        String reason =
                switch (failure) {
                    case AccessDeniedException denied -> "Access is denied";
                    case FileSystemException f when f.getReason() != null -> f.getReason();
                    default -> String.valueOf(failure.getMessage());
                };
        boolean whole = failure.getSuppressed().length == 0;
        return Problem.of(
                        ProblemCode.OUTPUT_NOT_WRITABLE,
                        where,
                        "Nothing can be written there: " + reason,
                        whole
                                ? "Nothing was changed. Check permissions and space, or choose"
                                        + " another place."
                                : "Not all could be put back as it was: look into " + target + ".")
                .toException(failure);
    }
}
