package io.graphbus.server.build.upload;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Gathers the files of one upload, within its limits and each under a name of its own. */
final class Collector {

    private final SortedMap<String, byte[]> files = new TreeMap<>();

    /** Files and the directories above them, by what some file system may take for the same. */
    private final Map<String, String> taken = new HashMap<>();

    private final UploadLimits limits;
    private final Predicate<String> wanted;
    private int entries;
    private long bytes;

    /**
     * A collector.
     *
     * @param wanted names of files that are kept; others only count
     */
    Collector(UploadLimits limits, Predicate<String> wanted) {
        this.limits = limits;
        this.wanted = wanted;
    }

    /** Bytes that may still come. */
    long left() {
        return limits.unpackedSize().toBytes() - bytes;
    }

    void add(String name, byte[] content) {
        entries++;
        bytes += content.length;
        if (entries > limits.files()) {
            throw limits.tooMany();
        }
        if (left() < 0) {
            throw limits.tooLargeUnpacked();
        }
        String checked = EntryName.check(name);
        if (wanted.test(checked)) {
            take(checked);
            files.put(checked, content);
        }
    }

    SortedMap<String, byte[]> files() {
        return files;
    }

    private void take(String name) {
        String other = taken.put(EntryName.folded(name), name);
        if (other != null) {
            throw clash(name, other);
        }
        for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
            String directory = name.substring(0, slash + 1);
            String same = taken.putIfAbsent(EntryName.folded(directory), directory);
            if (same != null && !same.equals(directory)) {
                throw clash(directory, same);
            }
            String file = taken.get(EntryName.folded(name.substring(0, slash)));
            if (file != null) {
                throw clash(name, file);
            }
        }
        String directory = taken.get(EntryName.folded(name + "/"));
        if (directory != null) {
            throw clash(name, directory);
        }
    }

    private static RuntimeException clash(String name, String other) {
        return EntryName.refused(
                name,
                "The upload holds " + other + " and " + name + ".",
                "Names must differ in more than case, and a file cannot be a directory as well.");
    }
}
