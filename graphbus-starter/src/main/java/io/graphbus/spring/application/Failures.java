package io.graphbus.spring.application;

import io.graphbus.spring.application.ServerAnswer.Unreachable;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Says in words why nobody answered. */
final class Failures {

    private Failures() {}

    static Unreachable of(Throwable failure, Duration timeout) {
        if (has(failure, SSLException.class)) {
            return new Unreachable(
                    "the secure connection cannot be made (" + deepest(failure) + ")",
                    "Let graphbus.server.ssl.bundle name an SSL bundle that trusts the server's"
                            + " certificate, and look whether the URL says https where it should.");
        }
        if (has(failure, UnknownHostException.class)
                || has(failure, UnresolvedAddressException.class)) {
            return new Unreachable(
                    "the host of the URL is not known", "Check graphbus.server.url and DNS.");
        }
        if (has(failure, TimeoutException.class) || has(failure, HttpTimeoutException.class)) {
            return new Unreachable(
                    "the server does not answer within " + timeout.toMillis() + " ms",
                    "Look how it is; graphbus.server.timeout is how long it may take.");
        }
        if (has(failure, ConnectException.class)) {
            return new Unreachable(
                    "nobody listens there", "Start the server, or check graphbus.server.url.");
        }
        return new Unreachable(
                "the connection breaks (" + failure.getClass().getSimpleName() + ")",
                "Look how the server is, and whether the URL says http where it should be https.");
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (kind.isInstance(at)) {
                return true;
            }
        }
        return false;
    }

    private static String deepest(Throwable failure) {
        Throwable at = failure;
        while (at.getCause() != null) {
            at = at.getCause();
        }
        return at.getMessage() == null ? at.getClass().getSimpleName() : at.getMessage();
    }
}
