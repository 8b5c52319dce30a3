package io.graphbus.rebuild;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Finds the sources that a change may concern: those changed, those that name a top-level class
 * they declare or declared, and so on. What the compiler finds out about a class it finds by names,
 * so nothing else can be concerned; package annotations and packages that come or go are for a
 * whole build.
 */
final class Affected {

    private final BuildState before;
    private final SortedMap<String, String> hashes;
    private final Function<String, Words> words;
    private final Set<String> affected = new TreeSet<>();
    private final Deque<String> names = new ArrayDeque<>();
    private final Set<String> seen = new HashSet<>();

    private Affected(
            BuildState before, SortedMap<String, String> hashes, Function<String, Words> words) {
        this.before = before;
        this.hashes = hashes;
        this.words = words;
    }

    /**
     * The names of affected sources that still exist, sorted; empty when only a whole build is
     * sound.
     *
     * @param hashes of the sources as they are now
     * @param words of a source as it is now
     */
    static Optional<Set<String>> of(
            BuildState before, SortedMap<String, String> hashes, Function<String, Words> words) {
        return new Affected(before, hashes, words).find();
    }

    private Optional<Set<String>> find() {
        boolean packages = false;
        for (String file : changed()) {
            packages |= file.endsWith("package-info.java");
            if (hashes.containsKey(file)) {
                affected.add(file);
                add(words.apply(file).declared());
            }
            BuildState.Source old = before.sources().get(file);
            add(old == null ? List.of() : old.declares());
        }
        spread();
        boolean plain = seen.stream().allMatch(Words::isPlain);
        return packages || !plain ? Optional.empty() : Optional.of(affected);
    }

    /** Changed, added and deleted. */
    private Set<String> changed() {
        Set<String> changed = new TreeSet<>(hashes.keySet());
        changed.addAll(before.sources().keySet());
        changed.removeIf(
                file -> {
                    BuildState.Source old = before.sources().get(file);
                    return old != null && old.hash().equals(hashes.get(file));
                });
        return changed;
    }

    private void add(List<String> declared) {
        declared.stream().filter(seen::add).forEach(names::add);
    }

    private void spread() {
        Map<String, Set<String>> mentions = mentions();
        while (!names.isEmpty()) {
            for (String file : mentions.getOrDefault(names.remove(), Set.of())) {
                if (affected.add(file)) {
                    add(Objects.requireNonNull(before.sources().get(file)).declares());
                }
            }
        }
    }

    /** Which unchanged files name a class of the project. */
    private Map<String, Set<String>> mentions() {
        Set<String> known = new HashSet<>(seen);
        before.sources().values().forEach(source -> known.addAll(source.declares()));
        Map<String, Set<String>> mentions = new HashMap<>();
        for (String file : new TreeMap<>(hashes).keySet()) {
            if (!affected.contains(file)) {
                words.apply(file)
                        .among(known)
                        .forEach(
                                name ->
                                        mentions.computeIfAbsent(name, n -> new TreeSet<>())
                                                .add(file));
            }
        }
        return mentions;
    }
}
