package io.graphbus.server.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * What let a request in, for requests that stay open: credentials may end before they do. Usable
 * from any thread.
 */
@FunctionalInterface
public interface Admission {

    /**
     * Why the request would not be let in any more; empty while it would. May wait for a database
     * or an issuer; where those do not answer, whoever is in stays.
     */
    Optional<String> end();

    /** Lets those that answer a request ask. */
    static void give(HttpServletRequest request, Admission admission) {
        request.setAttribute(Admission.class.getName(), admission);
    }

    /** The request's; one without credentials is let in for as long as it likes. */
    static Admission of(HttpServletRequest request) {
        return request.getAttribute(Admission.class.getName()) instanceof Admission known
                ? known
                : Optional::empty;
    }
}
