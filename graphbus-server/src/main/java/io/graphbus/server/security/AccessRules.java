package io.graphbus.server.security;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules that follow from where the server listens: on loopback reads, calls and publishing are
 * open; elsewhere everything needs the administrator's token, and without one the server refuses to
 * start. Immutable.
 */
final class AccessRules {

    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern IP =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[[0-9a-fA-F:.%]+]");

    private final boolean open;
    private final byte[] tokenDigest;
    private final boolean tokenKnown;
    private final List<String> hosts;

    /**
     * Works the rules out.
     *
     * @param address where the server listens; {@code null} for every address of the machine
     */
    AccessRules(@Nullable InetAddress address, AccessProperties properties) {
        this.open = address != null && address.isLoopbackAddress();
        this.tokenKnown = !properties.adminToken().isEmpty();
        this.tokenDigest = digest(properties.adminToken());
        this.hosts =
                properties.allowedHosts().stream().map(h -> h.toLowerCase(Locale.ROOT)).toList();
        if (!open && !tokenKnown) {
            throw refusal(address).toException();
        }
    }

    /** Whether reads, calls and publishing need no token. */
    boolean open() {
        return open;
    }

    boolean tokenKnown() {
        return tokenKnown;
    }

    /** Compares in a time that does not depend on how much of the token is right. */
    boolean isAdmin(String token) {
        return tokenKnown && MessageDigest.isEqual(tokenDigest, digest(token));
    }

    /** Whether requests may be addressed to this host, given as in the {@code Host} header. */
    boolean knowsHost(@Nullable String hostHeader) {
        if (hostHeader == null || hosts.contains("*")) {
            return true;
        }
        String host = hostOf(hostHeader);
        return LOOPBACK.contains(host)
                || hosts.contains(host)
                || (!open && IP.matcher(host).matches());
    }

    /**
     * Whether a page of this origin may talk to the server: the server's own, or one of the
     * configured hosts.
     */
    boolean knowsOrigin(@Nullable String origin, @Nullable String hostHeader) {
        if (origin == null) {
            return true;
        }
        int scheme = origin.indexOf("://");
        if (scheme < 0) {
            return false;
        }
        String authority = origin.substring(scheme + 3);
        return authority.equalsIgnoreCase(hostHeader) || hosts.contains(hostOf(authority));
    }

    private static String hostOf(String authority) {
        int port = authority.lastIndexOf(':');
        boolean hasPort = port > authority.lastIndexOf(']');
        return (hasPort ? authority.substring(0, port) : authority).toLowerCase(Locale.ROOT);
    }

    private static Problem refusal(@Nullable InetAddress address) {
        String where = address == null ? "all addresses" : address.getHostAddress();
        return Problem.of(
                ProblemCode.INVALID_CONFIGURATION,
                "server.address",
                "The server does not listen on " + where + " without an administrator's token.",
                "Set GRAPHBUS_ADMIN_TOKEN to a long random secret, or listen on 127.0.0.1 only.");
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
