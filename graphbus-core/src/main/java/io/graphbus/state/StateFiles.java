package io.graphbus.state;

import io.graphbus.schema.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which file is whose. An agent's name is a good file name; any other text is written so that it is
 * one too: it cannot leave the directory, is not too long and means no device. Where the file
 * system takes two names for one because they differ in case only, the second gets another file.
 */
final class StateFiles {

    private static final int LONGEST = 150;
    private static final Pattern DEVICE =
            Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");

    private final Path directory;
    private final String suffix;
    private final Function<Path, @Nullable String> ownerOf;

    /** Files that have been looked into and are their agents' own. */
    private final Map<String, Path> own = new ConcurrentHashMap<>();

    /**
     * The files in a directory.
     *
     * @param ownerOf the agent whose state a file holds, if that can be told
     */
    StateFiles(Path directory, String suffix, Function<Path, @Nullable String> ownerOf) {
        this.directory = directory;
        this.suffix = suffix;
        this.ownerOf = ownerOf;
    }

    Path of(String agent) {
        Path known = own.get(agent);
        return known != null && Files.isRegularFile(known) ? known : find(agent);
    }

    private Path find(String agent) {
        String name = name(agent);
        Path usual = directory.resolve(name + suffix);
        Path other = directory.resolve(shortened(name) + "~" + hash(agent) + suffix);
        if (name.length() > LONGEST || Files.exists(other) || isTaken(usual, agent)) {
            return other;
        }
        return usual;
    }

    private boolean isTaken(Path file, String agent) {
        String owner = Files.isRegularFile(file) ? ownerOf.apply(file) : null;
        if (agent.equals(owner)) {
            own.put(agent, file);
        }
        return owner != null && !owner.equals(agent) && owner.equalsIgnoreCase(agent);
    }

    private static String name(String agent) {
        StringBuilder name = new StringBuilder();
        boolean device = DEVICE.matcher(agent).matches();
        for (byte b : agent.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean first = name.isEmpty();
            boolean plain = isPlain(c) && !(first && (c == '.' || device));
            name.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        return name.toString();
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '-'
                || c == '.';
    }

    private static String shortened(String name) {
        return name.length() > LONGEST ? name.substring(0, LONGEST) : name;
    }

    private static String hash(String agent) {
        return Json.sha256(agent.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    }
}
