package io.graphbus.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;

/**
 * What browsers are told with every answer that is data, refusals included: render none of it, show
 * it in nobody's frame, give it to nobody's page, keep it nowhere.
 */
public final class DataHeaders {

    private static final String POLICY = "default-src 'none'; frame-ancestors 'none'";
    private static final String A_YEAR = "max-age=31536000; includeSubDomains";

    private DataHeaders() {}

    /** Sets them; what the answer already says of keeping it stays. */
    public static void write(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", POLICY);
        writeShared(request, response);
        if (!response.containsHeader(HttpHeaders.CACHE_CONTROL)) {
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }

    /** Sets those that pages have with the same values; over TLS also the one to stay with it. */
    public static void writeShared(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        if (request.isSecure()) {
            response.setHeader("Strict-Transport-Security", A_YEAR);
        }
    }
}
