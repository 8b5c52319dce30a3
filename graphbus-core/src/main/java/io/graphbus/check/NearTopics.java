package io.graphbus.check;

import io.graphbus.problem.Nearest;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Suggests the topic that was probably meant. Among few names all are compared; among many, only
 * those that differ by one letter on either side, so that a suggestion costs the same in a graph of
 * any size.
 */
final class NearTopics {

    private static final int FEW = 200;
    private static final int CANDIDATES = 50;

    private final Set<String> known;
    private final Map<String, Set<String>> byRest = new HashMap<>();

    NearTopics(Collection<String> known) {
        this.known = new TreeSet<>(known);
        if (this.known.size() > FEW) {
            this.known.forEach(this::index);
        }
    }

    private void index(String name) {
        for (String rest : rests(name)) {
            Set<String> names = byRest.computeIfAbsent(rest, r -> new LinkedHashSet<>());
            if (names.size() < CANDIDATES) {
                names.add(name);
            }
        }
    }

    /** The name in lower case, whole and without each one of its letters. */
    private static Set<String> rests(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        Set<String> rests = new LinkedHashSet<>(List.of(lower));
        for (int i = 1; i < lower.length(); i++) {
            rests.add(lower.substring(0, i) + lower.substring(i + 1));
        }
        return rests;
    }

    /** The known name nearest to this one, other than itself. */
    Optional<String> to(String name) {
        Set<String> candidates = new TreeSet<>(known.size() <= FEW ? known : similar(name));
        candidates.remove(name);
        return Nearest.to(name, candidates);
    }

    private Set<String> similar(String name) {
        Set<String> found = new TreeSet<>();
        rests(name).forEach(rest -> found.addAll(byRest.getOrDefault(rest, Set.of())));
        return found;
    }

    /** The beginning of a hint, or nothing. */
    String suggestion(String name) {
        return to(name).map(other -> "Did you mean " + other + "? ").orElse("");
    }
}
