package io.graphbus.export;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Gives every thing a key of its own. Used by one thread. */
final class Names {

    private static final Pattern FOREIGN = Pattern.compile("[^A-Za-z0-9_.-]");

    private final Set<String> taken = new HashSet<>();

    /** The first that nobody has; when all are taken, the last with a number. */
    String unique(List<String> wishes) {
        for (String wish : wishes) {
            if (taken.add(clean(wish))) {
                return clean(wish);
            }
        }
        String last = clean(wishes.get(wishes.size() - 1));
        int number = 2;
        while (!taken.add(last + "-" + number)) {
            number++;
        }
        return last + "-" + number;
    }

    /** What keys may consist of; everything else becomes a dot. */
    static String clean(String name) {
        return FOREIGN.matcher(name).replaceAll(".");
    }
}
