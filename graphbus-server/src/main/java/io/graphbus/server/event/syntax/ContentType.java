package io.graphbus.server.event.syntax;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A media type with its parameters, as RFC 2045 and 2046 write it.
 *
 * @param text as it was written
 * @param type in lower case
 * @param subtype in lower case
 * @param parameters by name in lower case
 */
public record ContentType(
        String text, String type, String subtype, Map<String, String> parameters) {

    private static final String EVENT = "cloudevents+json";
    private static final String BATCH = "cloudevents-batch+json";
    private static final Set<String> TEXTS =
            Set.of("xml", "javascript", "yaml", "x-www-form-urlencoded");

    public ContentType {
        parameters = Map.copyOf(parameters);
    }

    /** The media type a header or attribute stands for; empty when it is malformed or missing. */
    public static Optional<ContentType> parse(@Nullable String text) {
        return text == null ? Optional.empty() : new Scan(text.strip()).contentType();
    }

    /** Whether it is one CloudEvent in JSON. */
    public boolean isEvent() {
        return type.equals("application") && subtype.equals(EVENT);
    }

    /** Whether it is a batch of CloudEvents in JSON. */
    public boolean isBatch() {
        return type.equals("application") && subtype.equals(BATCH);
    }

    /** Whether it is a form of CloudEvents, be it one that is read here or not. */
    public boolean isCloudEvents() {
        return type.equals("application") && subtype.startsWith("cloudevents");
    }

    /** Whether it is plain {@code application/json}. */
    public boolean isPlainJson() {
        return type.equals("application") && subtype.equals("json");
    }

    /** Whether data of this type is JSON. */
    public boolean isJson() {
        return subtype.equals("json") || subtype.endsWith("+json");
    }

    /** Whether the bytes are text rather than anything. */
    public boolean isText() {
        return type.equals("text")
                || subtype.endsWith("+xml")
                || TEXTS.contains(subtype)
                || parameters.containsKey("charset");
    }

    /** UTF-8 unless it says otherwise; empty when it names a character set nobody knows. */
    public Optional<Charset> charset() {
        String name = parameters.get("charset");
        if (name == null) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Reads by hand: the text may be of any length, and patterns would use up the stack. */
    private static final class Scan {
        private static final String SPECIALS = "()<>@,;:\\\"/[]?=";
        private final String text;
        private int at;

        Scan(String text) {
            this.text = text;
        }

        Optional<ContentType> contentType() {
            String type = token();
            if (isWild(type) || !take('/')) {
                return Optional.empty();
            }
            String subtype = token();
            if (isWild(subtype)) {
                return Optional.empty();
            }
            var parameters = new LinkedHashMap<String, String>();
            while (at < text.length()) {
                if (!parameter(parameters)) {
                    return Optional.empty();
                }
            }
            return Optional.of(new ContentType(text, lower(type), lower(subtype), parameters));
        }

        private boolean parameter(Map<String, String> parameters) {
            skipSpace();
            if (!take(';')) {
                return false;
            }
            skipSpace();
            String name = token();
            if (name.isEmpty() || !take('=')) {
                return false;
            }
            String value = at < text.length() && text.charAt(at) == '"' ? quoted() : token();
            if (value == null || (value.isEmpty() && text.charAt(at - 1) != '"')) {
                return false;
            }
            return parameters.putIfAbsent(lower(name), value) == null;
        }

        private String token() {
            int from = at;
            while (at < text.length() && isTokenCharacter(text.charAt(at))) {
                at++;
            }
            return text.substring(from, at);
        }

        private @Nullable String quoted() {
            var value = new StringBuilder();
            for (at++; at < text.length(); at++) {
                char c = text.charAt(at);
                if (c == '"') {
                    at++;
                    return value.toString();
                }
                if (c == '\\' && ++at < text.length()) {
                    c = text.charAt(at);
                }
                if (c < ' ' || c > '~') {
                    return null;
                }
                value.append(c);
            }
            return null;
        }

        private boolean take(char wanted) {
            boolean there = at < text.length() && text.charAt(at) == wanted;
            at += there ? 1 : 0;
            return there;
        }

        private void skipSpace() {
            while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
                at++;
            }
        }

        private static boolean isTokenCharacter(char c) {
            return c > ' ' && c < 0x7f && SPECIALS.indexOf(c) < 0;
        }

        private static boolean isWild(String token) {
            return token.isEmpty() || token.equals("*");
        }

        private static String lower(String token) {
            return token.toLowerCase(Locale.ROOT);
        }
    }
}
