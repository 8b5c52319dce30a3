package io.graphbus.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * A {@code POST} of JSON that sees most of the traffic and is answered without Spring MVC's detour
 * over routes, arguments and converters. A controller has the same route: it is what is documented,
 * and what every request goes to that does not fit to the letter. Used by any thread.
 */
public interface DirectRoute {

    /** The path as the controller's mapping has it; what metrics and traces call the route. */
    String pattern();

    /**
     * Whether the request is for this route.
     *
     * @param path of the request, without anything that is encoded or a parameter
     */
    boolean fits(String path, HttpServletRequest request);

    /**
     * Answers the request. What is thrown becomes the same problem as from the controller.
     *
     * @param path that fits
     */
    void answer(String path, HttpServletRequest request, HttpServletResponse response)
            throws Exception;
}
