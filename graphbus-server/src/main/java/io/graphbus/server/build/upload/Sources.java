package io.graphbus.server.build.upload;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Java sources from a client. Every name is relative and stays inside its directory.
 *
 * @param files path relative to the agents directory, with {@code /}, to content
 */
public record Sources(SortedMap<String, byte[]> files) {

    private static final String AGENTS = "agents/";

    public Sources {
        if (files.isEmpty()) {
            throw EntryName.refused(
                    "sources",
                    "The upload holds no Java source.",
                    "Send at least one file whose name ends in .java.");
        }
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** Those of a whole upload; an {@code agents/} directory that holds them all is left out. */
    static Sources of(SortedMap<String, byte[]> files) {
        String prefix = agentsPrefix(files);
        var relative = new TreeMap<String, byte[]>();
        files.forEach((name, content) -> relative.put(name.substring(prefix.length()), content));
        return new Sources(relative);
    }

    static boolean isJava(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        return file.endsWith(".java") && !file.startsWith(".") && !name.startsWith("__MACOSX/");
    }

    /** Writes the files below an existing empty directory. */
    public void writeTo(Path directory) throws IOException {
        Unpacking.write(files, directory);
    }

    private static String agentsPrefix(SortedMap<String, byte[]> files) {
        String first = files.isEmpty() ? "" : files.firstKey();
        String prefix = "";
        if (first.startsWith(AGENTS)) {
            prefix = AGENTS;
        } else if (first.contains("/" + AGENTS)) {
            prefix = first.substring(0, first.indexOf("/" + AGENTS) + 1) + AGENTS;
        }
        String candidate = prefix;
        return files.keySet().stream().allMatch(name -> name.startsWith(candidate)) ? prefix : "";
    }
}
