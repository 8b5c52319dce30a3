package io.graphbus.store.log.jdbc.column;

import org.jspecify.annotations.Nullable;

/**
 * Text as any database takes it. PostgreSQL refuses a zero character and half a surrogate pair, and
 * an event that has one must not keep others from being appended with it.
 */
public final class SafeText {

    private static final char ESCAPE = '\uFFFE';

    private SafeText() {}

    public static @Nullable String encoded(@Nullable String text) {
        if (text == null || isSafe(text)) {
            return text;
        }
        StringBuilder safe = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (isSafe(text, i)) {
                safe.append(text.charAt(i));
            } else {
                safe.append(ESCAPE).append(String.format("%04x", (int) text.charAt(i)));
            }
        }
        return safe.toString();
    }

    private static boolean isSafe(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isSafe(text, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSafe(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
        }
        return c != 0 && c != ESCAPE;
    }

    public static @Nullable String decoded(@Nullable String text) {
        if (text == null || text.indexOf(ESCAPE) < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == ESCAPE && i + 4 < text.length()) {
                plain.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
                i += 4;
            } else {
                plain.append(text.charAt(i));
            }
        }
        return plain.toString();
    }
}
