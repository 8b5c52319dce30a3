package io.graphbus.server.build.upload;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Java sources from a client. Every name is relative and stays inside its directory.
 *
 * @param files path relative to the agents directory, with {@code /}, to content
 */
public record Sources(SortedMap<String, byte[]> files) {

    private static final String AGENTS = "agents/";

    public Sources {
        if (files.isEmpty()) {
            throw SourceName.refused(
                    "sources",
                    "The upload holds no Java source.",
                    "Send at least one file whose name ends in .java.");
        }
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** Writes the files below an existing empty directory. */
    public void writeTo(Path directory) throws IOException {
        for (var file : files.entrySet()) {
            try {
                write(directory.normalize(), file.getKey(), file.getValue());
            } catch (FileSystemException | InvalidPathException e) {
                throw SourceName.refused(
                        file.getKey(), "No file can have this name here.", SourceName.RULE);
            }
        }
    }

    private static void write(Path directory, String name, byte[] content) throws IOException {
        Path target = directory.resolve(name).normalize();
        if (!target.startsWith(directory)) {
            throw SourceName.refused(name, "The name leaves its directory.", SourceName.RULE);
        }
        Files.createDirectories(target.getParent());
        Files.write(target, content);
    }

    /** Gathers files one after the other; anything that is not Java is left out. */
    static final class Collector {

        private final SortedMap<String, byte[]> files = new TreeMap<>();
        private final SortedMap<String, String> namesIgnoringCase = new TreeMap<>();
        private final UploadLimits limits;
        private int entries;
        private long bytes;

        Collector(UploadLimits limits) {
            this.limits = limits;
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
            String checked = SourceName.check(name);
            if (!SourceName.isJava(checked)) {
                return;
            }
            String other = namesIgnoringCase.put(checked.toLowerCase(Locale.ROOT), checked);
            if (other != null) {
                throw SourceName.refused(
                        checked,
                        "The upload holds " + other + " and " + checked + ".",
                        "Names must differ in more than case.");
            }
            files.put(checked, content);
        }

        /**
         * The sources; an {@code agents/} directory that holds them all is left out of their names.
         */
        Sources sources() {
            String prefix = agentsPrefix();
            var relative = new TreeMap<String, byte[]>();
            files.forEach(
                    (name, content) -> relative.put(name.substring(prefix.length()), content));
            return new Sources(relative);
        }

        private String agentsPrefix() {
            String first = files.isEmpty() ? "" : files.firstKey();
            @Nullable String candidate = null;
            if (first.startsWith(AGENTS)) {
                candidate = AGENTS;
            } else if (first.contains("/" + AGENTS)) {
                candidate = first.substring(0, first.indexOf("/" + AGENTS) + 1) + AGENTS;
            }
            String prefix = candidate == null ? "" : candidate;
            return files.keySet().stream().allMatch(name -> name.startsWith(prefix)) ? prefix : "";
        }
    }

    /** What a name in an upload may be. */
    static final class SourceName {

        static final String RULE =
                "Names are relative, with / between directories, and without \"..\".";
        private static final int LONGEST = 255;

        private SourceName() {}

        static String check(String name) {
            String relative = name.startsWith("./") ? name.substring(2) : name;
            if (relative.length() > LONGEST) {
                throw refused(
                        relative.substring(0, LONGEST),
                        "The name is longer than " + LONGEST + " characters.",
                        RULE);
            }
            boolean strange =
                    relative.chars().anyMatch(c -> c < ' ' || c == '\\' || c == ':' || c == 0x7f);
            String[] segments = relative.split("/", -1);
            for (String segment : segments) {
                strange |= segment.isEmpty() || segment.equals(".") || segment.equals("..");
            }
            if (strange) {
                throw refused(printable(relative), "The name leaves its directory.", RULE);
            }
            return relative;
        }

        static boolean isJava(String name) {
            String file = name.substring(name.lastIndexOf('/') + 1);
            return file.endsWith(".java") && !file.startsWith(".") && !name.startsWith("__MACOSX/");
        }

        static RuntimeException refused(String where, String message, String hint) {
            return Problem.of(ProblemCode.INVALID_UPLOAD, where, message, hint).toException();
        }

        private static String printable(String name) {
            return name.replaceAll("\\p{Cntrl}", "?");
        }
    }
}
