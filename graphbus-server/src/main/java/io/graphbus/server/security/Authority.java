package io.graphbus.server.security;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Host and port as headers name them.
 *
 * @param host in lower case, without the dot that a full name may end in; IPv6 in brackets
 * @param port 0 when there is none
 */
record Authority(String host, int port) {

    private static final Pattern FORM =
            Pattern.compile(
                    "(\\[[0-9A-Fa-f:.]+(?:%[0-9A-Za-z._~-]+)?]|[0-9A-Za-z_-]+(?:\\.[0-9A-Za-z_-]+)*)\\.?"
                            + "(?::([0-9]{1,5}))?");

    /** Empty for anything that is not plainly a host with or without a port. */
    static Optional<Authority> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int port = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        return Optional.of(new Authority(matcher.group(1).toLowerCase(Locale.ROOT), port));
    }

    /** Host and port of an {@code Origin}, with the scheme's own port where it names none. */
    static Optional<Authority> ofOrigin(String origin) {
        String lower = origin.toLowerCase(Locale.ROOT);
        return lower.startsWith("https://")
                ? parse(origin.substring(8)).map(a -> a.orPort(443))
                : lower.startsWith("http://")
                        ? parse(origin.substring(7)).map(a -> a.orPort(80))
                        : Optional.empty();
    }

    private Authority orPort(int usual) {
        return port == 0 ? new Authority(host, usual) : this;
    }

    boolean hasUsualPort() {
        return port == 0 || port == 80 || port == 443;
    }
}
