package io.graphbus.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds what a user probably meant: the known name with the smallest edit distance, if it is close.
 */
public final class Nearest {

    private static final int LISTED = 20;

    private Nearest() {}

    /**
     * The known name nearest to {@code word}, unless all are further away than a third of its
     * length (at least 2).
     */
    public static Optional<String> to(String word, Collection<String> known) {
        int limit = Math.max(2, word.length() / 3);
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= limit)
                .min(
                        Comparator.comparingInt((String c) -> distance(word, c))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /** A hint such as {@code Did you mean HelloService? Known agents: A, B.} */
    public static String hint(String word, String plural, Collection<String> known) {
        List<String> names = known.stream().sorted().toList();
        String suggestion = to(word, names).map(n -> "Did you mean " + n + "? ").orElse("");
        if (names.isEmpty()) {
            return suggestion + "There are no " + plural + ".";
        }
        String listed = String.join(", ", names.subList(0, Math.min(LISTED, names.size())));
        String more = names.size() > LISTED ? ", and " + (names.size() - LISTED) + " more" : "";
        return suggestion + "Known " + plural + ": " + listed + more + ".";
    }

    /** Levenshtein distance, ignoring case, in two rows. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitute = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitute, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
