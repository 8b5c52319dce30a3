package io.graphbus.e2e.crash;

import io.graphbus.e2e.process.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Agents that write down what they handle: one in a file that outlives its process, one in its
 * state. Each entry in a hundred fails at first.
 */
final class Bookkeeping {

    static final String TOPIC = "/crash/posted";

    /** The environment variable with the file's name. */
    static final String FILE = "CRASH_JOURNAL";

    private static final String ENTRY =
            """
            public record Entry(String account, int number) {}
            """;

    private static final String JOURNAL =
            """
            import io.graphbus.agent.*;
            import java.io.IOException;
            import java.nio.file.*;
            import java.util.*;

            @Agent(name = "Journal")
            public class Journal {
                private final Set<String> failed = new HashSet<>();

                @Subscribes(id = "all", value = "/crash/posted", retry = @Retry(delay = "20ms"))
                public void on(Entry entry) throws IOException {
                    String line = entry.account() + " " + entry.number();
                    if (entry.number() % 100 == 99 && failed.add(line)) {
                        throw new IllegalStateException("not at once");
                    }
                    Files.writeString(
                            Path.of(System.getenv("CRASH_JOURNAL")),
                            ProcessHandle.current().pid() + " " + line + "\\n",
                            StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                }
            }
            """;

    private static final String TOTALS =
            """
            import io.graphbus.agent.*;
            import java.util.*;

            @Agent(name = "Totals")
            public class Totals implements Stateful<Totals.Numbers> {
                public record Numbers(Map<String, List<Integer>> byAccount) {}

                private Map<String, List<Integer>> numbers = new TreeMap<>();

                @Subscribes(id = "all", value = "/crash/posted")
                public void on(Entry entry) {
                    numbers.computeIfAbsent(entry.account(), a -> new ArrayList<>())
                            .add(entry.number());
                }

                @SchemaMethod
                public Map<String, List<Integer>> numbers() {
                    return copy(numbers);
                }

                @Override
                public Numbers captureState() {
                    return new Numbers(copy(numbers));
                }

                @Override
                public void restoreState(Numbers state) {
                    numbers = copy(state.byAccount());
                }

                private static Map<String, List<Integer>> copy(Map<String, List<Integer>> some) {
                    Map<String, List<Integer>> copy = new TreeMap<>();
                    some.forEach((account, all) -> copy.put(account, new ArrayList<>(all)));
                    return copy;
                }
            }
            """;

    private final Path file;

    /** Nothing written yet. */
    Bookkeeping(Path file) {
        this.file = file;
    }

    static Project project(Path root) {
        return Project.of(
                root, "Entry.java", ENTRY, "Journal.java", JOURNAL, "Totals.java", TOTALS);
    }

    /** What each process handled, by account. */
    Collection<Map<String, List<Integer>>> byProcess() {
        Map<String, Map<String, List<Integer>>> processes = new TreeMap<>();
        for (String line : lines()) {
            String[] words = line.split(" ", 3);
            processes
                    .computeIfAbsent(words[0], process -> new TreeMap<>())
                    .computeIfAbsent(words[1], account -> new ArrayList<>())
                    .add(Integer.valueOf(words[2]));
        }
        return processes.values();
    }

    /** What was handled at least once, by account, in the order it was first. */
    Map<String, List<Integer>> handled() {
        Map<String, Set<Integer>> handled = new TreeMap<>();
        for (String line : lines()) {
            String[] words = line.split(" ", 3);
            handled.computeIfAbsent(words[1], account -> new LinkedHashSet<>())
                    .add(Integer.valueOf(words[2]));
        }
        Map<String, List<Integer>> lists = new TreeMap<>();
        handled.forEach((account, numbers) -> lists.put(account, List.copyOf(numbers)));
        return lists;
    }

    private List<String> lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
