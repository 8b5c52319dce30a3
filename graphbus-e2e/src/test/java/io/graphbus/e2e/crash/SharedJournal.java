package io.graphbus.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What {@link SharingGraph} processes have written down in a directory, and what is true of it. */
final class SharedJournal {

    private final Path directory;

    /** Nothing written yet. */
    SharedJournal(Path directory) {
        this.directory = directory;
    }

    /** One line: who handled what. */
    private record Handled(long process, String account, int number) {}

    /** Whether a process has published something. */
    boolean hasAccepted(String process) {
        return accepted().containsKey(process + "-0");
    }

    /**
     * All that was accepted was handled or is a letter.
     *
     * @return how many of each account were
     */
    Map<String, Integer> isComplete(Map<String, List<Integer>> letters, String about) {
        Map<String, List<Integer>> handled = byAccount();
        Map<String, Integer> ended = new HashMap<>();
        accepted()
                .forEach(
                        (account, numbers) -> {
                            List<Integer> dead = letters.getOrDefault(account, List.of());
                            List<Integer> alive = handled.getOrDefault(account, List.of());
                            List<Integer> all =
                                    Stream.concat(alive.stream(), dead.stream())
                                            .distinct()
                                            .toList();
                            assertThat(all)
                                    .as("%s, %s", account, about)
                                    .containsAll(numbers)
                                    .allMatch(n -> n <= numbers.getLast() + 1);
                            assertThat(dead)
                                    .as("letters of %s, %s", account, about)
                                    .doesNotHaveDuplicates()
                                    .allMatch(n -> n % SharingGraph.POISON == 0);
                            ended.put(account, all.size());
                        });
        assertThat(ended.keySet()).containsAll(handled.keySet()).isNotEmpty();
        return ended;
    }

    /** What of these was neither handled nor is a letter. */
    List<String> missing(Map<String, List<Integer>> some, Map<String, List<Integer>> letters) {
        Map<String, List<Integer>> handled = byAccount();
        List<String> missing = new ArrayList<>();
        some.forEach(
                (account, numbers) -> {
                    Set<Integer> left = new TreeSet<>(numbers);
                    handled.getOrDefault(account, List.of()).forEach(left::remove);
                    letters.getOrDefault(account, List.of()).forEach(left::remove);
                    left.forEach(number -> missing.add(account + " " + number));
                });
        return missing;
    }

    /** Each account's, as they were handled first. */
    void isInOrder(String about) {
        byAccount()
                .forEach(
                        (account, numbers) ->
                                assertThat(numbers.stream().distinct())
                                        .as("%s, %s", account, about)
                                        .isSorted());
    }

    /**
     * Whoever was not lost handled each once, and what a killed one did that others did again is
     * the last it did of an account.
     */
    void isDoubledByTheLostOnly(Set<Long> killed, Set<Long> lost, String about) {
        Map<String, List<Long>> processes = new TreeMap<>();
        Map<String, List<String>> sequences = new TreeMap<>();
        for (Handled one : handled()) {
            String entry = one.account() + " " + one.number();
            processes.computeIfAbsent(entry, e -> new ArrayList<>()).add(one.process());
            sequences
                    .computeIfAbsent(one.process() + " " + one.account(), s -> new ArrayList<>())
                    .add(entry);
        }
        processes.forEach(
                (entry, pids) ->
                        assertThat(pids)
                                .as("%s by %s, %s", entry, pids, about)
                                .filteredOn(pid -> !lost.contains(pid))
                                .hasSizeLessThanOrEqualTo(1));
        sequences.forEach(
                (who, entries) -> {
                    if (killed.contains(Long.valueOf(who.split(" ", 2)[0]))) {
                        List<Boolean> again =
                                entries.stream().map(e -> processes.get(e).size() > 1).toList();
                        assertThat(again).as("%s: %s, %s", who, entries, about).isSorted();
                    }
                });
    }

    /** What was accepted, by account. */
    Map<String, List<Integer>> accepted() {
        Map<String, List<Integer>> numbers = new TreeMap<>();
        for (String line : lines("accepted")) {
            String[] words = line.split(" ", 2);
            numbers.computeIfAbsent(words[0], account -> new ArrayList<>())
                    .add(Integer.valueOf(words[1]));
        }
        return numbers;
    }

    private Map<String, List<Integer>> byAccount() {
        Map<String, List<Integer>> numbers = new TreeMap<>();
        handled()
                .forEach(
                        one ->
                                numbers.computeIfAbsent(one.account(), a -> new ArrayList<>())
                                        .add(one.number()));
        return numbers;
    }

    private List<Handled> handled() {
        return lines("journal").stream()
                .map(line -> line.split(" ", 3))
                .map(w -> new Handled(Long.parseLong(w[0]), w[1], Integer.parseInt(w[2])))
                .toList();
    }

    private List<String> lines(String file) {
        Path path = directory.resolve(file);
        try {
            return Files.exists(path) ? Files.readAllLines(path) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
