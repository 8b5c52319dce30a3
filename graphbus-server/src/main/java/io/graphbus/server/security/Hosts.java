package io.graphbus.server.security;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names under which this server is known. A name that somebody else's DNS points here is none
 * of them, which is what keeps a page of that name from using a server on loopback. Any thread.
 */
final class Hosts {

    private static final String ANY = "*";
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    private final boolean any;
    private final List<Authority> configured;
    private final boolean onlyLoopback;

    /** What was last found to be known: most requests name the same host. */
    private volatile String last = "localhost";

    /**
     * The names.
     *
     * @param allowed names of the configuration, each with or without a port, or {@code *}
     * @param onlyLoopback whether the server listens on loopback only; elsewhere plain addresses
     *     are known
     */
    Hosts(List<String> allowed, boolean onlyLoopback) {
        this.any = allowed.contains(ANY);
        this.configured = allowed.stream().flatMap(a -> Authority.parse(a).stream()).toList();
        this.onlyLoopback = onlyLoopback;
    }

    /** Whether requests may be addressed to this host, given as in the {@code Host} header. */
    boolean knows(@Nullable String header) {
        if (header == null || any || header.equals(last)) {
            return true;
        }
        boolean known = Authority.parse(header).filter(this::isKnown).isPresent();
        if (known) {
            last = header;
        }
        return known;
    }

    private boolean isKnown(Authority host) {
        return host.host().equals("localhost")
                || isAddress(host.host())
                || configured.stream()
                        .anyMatch(
                                c ->
                                        c.host().equals(host.host())
                                                && (c.port() == 0 || c.port() == host.port()));
    }

    private boolean isAddress(String host) {
        boolean isV6 = host.startsWith("[");
        if (!isV6 && !IPV4.matcher(host).matches()) {
            return false;
        }
        try {
            String literal =
                    isV6 ? host.substring(1, host.length() - 1).replaceFirst("%.*", "") : host;
            return !onlyLoopback || InetAddress.ofLiteral(literal).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Whether a page of this origin may talk to the server: the server's own, or one of a
     * configured host on the port it is known by.
     */
    boolean knowsOrigin(@Nullable String origin, @Nullable String hostHeader) {
        return origin == null
                || Authority.ofOrigin(origin)
                        .filter(page -> isOwn(page, hostHeader) || isConfigured(page, hostHeader))
                        .isPresent();
    }

    private static boolean isOwn(Authority page, @Nullable String hostHeader) {
        return host(hostHeader)
                .filter(h -> h.host().equals(page.host()) && isSamePort(page, h))
                .isPresent();
    }

    private boolean isConfigured(Authority page, @Nullable String hostHeader) {
        int served = host(hostHeader).map(Authority::port).orElse(0);
        return configured.stream()
                .filter(c -> c.host().equals(page.host()))
                .anyMatch(
                        c ->
                                c.port() == 0
                                        ? page.hasUsualPort() || page.port() == served
                                        : c.port() == page.port());
    }

    private static boolean isSamePort(Authority page, Authority host) {
        return page.port() == host.port() || (host.port() == 0 && page.hasUsualPort());
    }

    private static Optional<Authority> host(@Nullable String header) {
        return header == null ? Optional.empty() : Authority.parse(header);
    }
}
