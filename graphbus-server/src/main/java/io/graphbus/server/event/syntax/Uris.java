package io.graphbus.server.event.syntax;

import java.net.InetAddress;

/** URIs and references to them as RFC 3986 writes them, which is stricter than the JDK. */
public final class Uris {

    private static final String SUB_DELIMITERS = "!$&'()*+,;=";
    private static final String PATH = SUB_DELIMITERS + ":@/";
    private static final String QUERY = PATH + "?";

    private Uris() {}

    /** Whether the text is a URI or a relative reference. */
    public static boolean isReference(String text) {
        int hash = text.indexOf('#');
        String rest = hash < 0 ? text : text.substring(0, hash);
        int mark = rest.indexOf('?');
        String place = mark < 0 ? rest : rest.substring(0, mark);
        return (hash < 0 || consistsOf(text.substring(hash + 1), QUERY))
                && (mark < 0 || consistsOf(rest.substring(mark + 1), QUERY))
                && isPlace(place);
    }

    /** Whether the text is an absolute URI, which has a scheme and no fragment. */
    public static boolean isAbsolute(String text) {
        return schemeEnd(text) > 0 && text.indexOf('#') < 0 && isReference(text);
    }

    private static boolean isPlace(String text) {
        int colon = schemeEnd(text);
        if (colon >= 0 && !isScheme(text.substring(0, colon))) {
            return false;
        }
        String place = text.substring(colon + 1);
        if (!place.startsWith("//")) {
            return consistsOf(place, PATH);
        }
        int slash = place.indexOf('/', 2);
        int end = slash < 0 ? place.length() : slash;
        return isAuthority(place.substring(2, end)) && consistsOf(place.substring(end), PATH);
    }

    /** Where the colon stands that ends a scheme; -1 when there is none. */
    private static int schemeEnd(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ':') {
                return i;
            }
            if (c == '/' || c == '?' || c == '#') {
                return -1;
            }
        }
        return -1;
    }

    private static boolean isScheme(String text) {
        return !text.isEmpty()
                && isLetter(text.charAt(0))
                && text.chars().allMatch(c -> isLetter(c) || isDigit(c) || "+-.".indexOf(c) >= 0);
    }

    private static boolean isAuthority(String text) {
        int at = text.indexOf('@');
        String host = text.substring(at + 1);
        if (at >= 0 && !consistsOf(text.substring(0, at), SUB_DELIMITERS + ":")) {
            return false;
        }
        int end = host.startsWith("[") ? host.indexOf(']') + 1 : hostEnd(host);
        boolean name =
                host.startsWith("[")
                        ? end > 0 && isLiteral(host.substring(1, end - 1))
                        : consistsOf(host.substring(0, end), SUB_DELIMITERS);
        String port = host.substring(end);
        return name
                && (port.isEmpty()
                        || (port.startsWith(":") && port.chars().skip(1).allMatch(Uris::isDigit)));
    }

    private static int hostEnd(String host) {
        int colon = host.indexOf(':');
        return colon < 0 ? host.length() : colon;
    }

    private static boolean isLiteral(String text) {
        if (text.startsWith("v") || text.startsWith("V")) {
            int dot = text.indexOf('.');
            return dot > 1
                    && dot < text.length() - 1
                    && text.substring(1, dot).chars().allMatch(c -> Character.digit(c, 16) >= 0)
                    && text.indexOf('%') < 0
                    && consistsOf(text.substring(dot + 1), SUB_DELIMITERS + ":");
        }
        return text.indexOf(':') >= 0
                && text.chars().allMatch(c -> isHex(c) || c == ':' || c == '.')
                && isAddress(text);
    }

    private static boolean isAddress(String text) {
        try {
            return InetAddress.ofLiteral(text) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether there are only unreserved and percent-encoded characters and the given ones. */
    private static boolean consistsOf(String text, String others) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                if (i + 2 >= text.length()
                        || !isHex(text.charAt(i + 1))
                        || !isHex(text.charAt(i + 2))) {
                    return false;
                }
                i += 2;
            } else if (!isUnreserved(c) && others.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnreserved(int c) {
        return isLetter(c) || isDigit(c) || "-._~".indexOf(c) >= 0;
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isHex(int c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
}
