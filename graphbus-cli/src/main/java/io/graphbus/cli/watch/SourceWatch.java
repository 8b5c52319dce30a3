package io.graphbus.cli.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches files and directories with all that is below them, also what comes later; hidden files do
 * not count. One thread waits, any may close.
 */
public final class SourceWatch implements AutoCloseable {

    /** Editors and version control write several files at once. */
    private static final long QUIET_MILLIS = 120;

    private final List<Path> places;
    private final WatchService service;

    private SourceWatch(List<Path> places, WatchService service) {
        this.places = places;
        this.service = service;
    }

    /** Begins to watch: nothing that happens from now on is missed. */
    public static SourceWatch over(List<Path> places) {
        try {
            List<Path> whole =
                    places.stream().map(place -> place.toAbsolutePath().normalize()).toList();
            Path first = whole.get(0);
            SourceWatch watch = new SourceWatch(whole, first.getFileSystem().newWatchService());
            watch.refresh();
            return watch;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits until something changes, and then until nothing does for a moment. The files and
     * directories that changed; empty when this was closed.
     */
    public Set<Path> await() throws InterruptedException {
        try {
            Set<Path> changed = new TreeSet<>();
            while (changed.isEmpty()) {
                collect(service.take(), changed);
            }
            refresh();
            WatchKey more = service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
            while (more != null) {
                collect(more, changed);
                refresh();
                more = service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
            }
            return changed;
        } catch (ClosedWatchServiceException e) {
            return Set.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void collect(WatchKey key, Set<Path> changed) {
        Path directory = (Path) key.watchable();
        for (WatchEvent<?> event : key.pollEvents()) {
            Path path = event.context() instanceof Path name ? directory.resolve(name) : directory;
            if (isWatched(path)) {
                changed.add(path);
            }
        }
        key.reset();
    }

    private boolean isWatched(Path path) {
        return places.stream()
                .anyMatch(
                        place ->
                                path.startsWith(place) && !isHidden(place.relativize(path))
                                        || place.startsWith(path));
    }

    private static boolean isHidden(Path below) {
        for (Path name : below) {
            if (name.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    /** Registers what is there by now; what is registered already stays so. */
    private void refresh() throws IOException {
        for (Path place : places) {
            Path parent = place.getParent();
            if (parent != null && Files.isDirectory(parent)) {
                register(parent);
            }
            if (Files.isDirectory(place)) {
                Files.walkFileTree(place, directories(place));
            }
        }
    }

    private FileVisitor<Path> directories(Path place) {
        return new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                if (isHidden(place.relativize(directory))) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                register(directory);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                    Path directory, @Nullable IOException failure) {
                return FileVisitResult.CONTINUE;
            }
        };
    }

    private void register(Path directory) throws IOException {
        try {
            directory.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
        } catch (NoSuchFileException e) {
            return; // gone again: its parent tells
        }
    }

    @Override
    public void close() {
        try {
            service.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
