package io.graphbus.coherence.picture;

import java.util.Locale;

/** Texts and numbers as documents show them. */
final class Words {

    private Words() {}

    /** For XML and HTML, between tags and in attributes. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c < ' ' && c != '\n' && c != '\t' ? ' ' : c);
            }
        }
        return escaped.toString();
    }

    static String score(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, share < 0.0995 ? "%.1f %%" : "%.0f %%", share * 100);
    }

    static String amount(double value) {
        return String.format(Locale.ROOT, value < 9.5 ? "%.1f" : "%,.0f", value);
    }

    /** A whole number, however great. */
    static String count(double value) {
        return String.format(Locale.ROOT, value < 1e12 ? "%,.0f" : "%.1e", value);
    }

    static String place(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** Such as {@code version consistency} of {@code versionConsistency}. */
    static String spaced(String key) {
        return key.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }
}
