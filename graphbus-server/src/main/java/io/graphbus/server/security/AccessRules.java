package io.graphbus.server.security;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What follows from where the server listens: on loopback reads, calls and publishing are open;
 * elsewhere everything needs a token, and without a way to get in the server refuses to start.
 * Immutable.
 */
final class AccessRules {

    /** What a proxy adds. Behind one, a caller from loopback may be anybody. */
    private static final List<String> FORWARDED =
            List.of(
                    "Forwarded",
                    "X-Forwarded-For",
                    "X-Forwarded-Host",
                    "X-Forwarded-Proto",
                    "X-Real-IP",
                    "Via");

    private final boolean onlyLoopback;
    private final boolean open;

    /**
     * Works the rules out.
     *
     * @throws io.graphbus.problem.GraphBusException {@code INVALID_CONFIGURATION} where nobody
     *     could be let in
     */
    AccessRules(Place place, boolean openOnLoopback, boolean knowsTokens) {
        this.onlyLoopback = place.isLoopback();
        this.open = onlyLoopback && openOnLoopback && !place.behindProxy();
        if (!open && !knowsTokens) {
            throw refusal(place).toException();
        }
    }

    /** Whether reads, calls and publishing need no token. */
    boolean open() {
        return open;
    }

    boolean onlyLoopback() {
        return onlyLoopback;
    }

    /** Whether this request gets what is open on loopback. */
    boolean isOpenTo(HttpServletRequest request) {
        return open && !isForwarded(request);
    }

    private static boolean isForwarded(HttpServletRequest request) {
        for (String name : FORWARDED) {
            if (request.getHeader(name) != null) {
                return true;
            }
        }
        return false;
    }

    private Problem refusal(Place place) {
        String hint =
                "Set GRAPHBUS_ADMIN_TOKEN to a long random secret (openssl rand -hex 32), or"
                        + " spring.security.oauth2.resourceserver.jwt.issuer-uri";
        return onlyLoopback
                ? Problem.of(
                        ProblemCode.INVALID_CONFIGURATION,
                        place.behindProxy()
                                ? "server.forward-headers-strategy"
                                : "graphbus.security.open-on-loopback",
                        "Nothing is open without a token, and nobody has one.",
                        hint + ".")
                : Problem.of(
                        ProblemCode.INVALID_CONFIGURATION,
                        place.property(),
                        "The server does not listen on "
                                + place.name()
                                + " without an administrator's token.",
                        hint + ", or listen on 127.0.0.1 only.");
    }

    /**
     * Where the server listens.
     *
     * @param address {@code null} for every address of the machine
     * @param management where the actuator listens, when that is somewhere of its own
     * @param behindProxy whether the configuration says that requests come through a proxy
     */
    record Place(
            @Nullable InetAddress address, @Nullable InetAddress management, boolean behindProxy) {

        boolean isLoopback() {
            return isLoopback(address) && (management == null || isLoopback(management));
        }

        private static boolean isLoopback(@Nullable InetAddress address) {
            return address != null && address.isLoopbackAddress();
        }

        private String property() {
            return isLoopback(address) ? "management.server.address" : "server.address";
        }

        private String name() {
            InetAddress told = isLoopback(address) ? management : address;
            return told == null ? "all addresses" : Objects.toString(told.getHostAddress());
        }
    }
}
