package io.graphbus.server.security;

import io.graphbus.server.web.DataHeaders;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;

/**
 * What browsers are told with every answer: run nothing from elsewhere, be shown in nobody's frame,
 * be read by nobody's page, be kept by nobody. Pages get what only concerns pages. Written at once:
 * one writer per header costs more than the headers.
 */
final class SecurityHeaders {

    private static final String API = "/api/";
    private static final String PAGE_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'";

    /** Swagger UI's logo is drawn with styles of its own. */
    private static final String SWAGGER_POLICY =
            PAGE_POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");

    private static final String PERMISSIONS =
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

    private SecurityHeaders() {}

    static void configure(HeadersConfigurer<HttpSecurity> headers) {
        headers.defaultsDisabled().addHeaderWriter(SecurityHeaders::write);
    }

    private static void write(HttpServletRequest request, HttpServletResponse response) {
        if (request.getRequestURI().startsWith(API)) {
            DataHeaders.write(request, response);
        } else {
            writePage(request, response);
        }
    }

    private static void writePage(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", pagePolicy(request.getRequestURI()));
        DataHeaders.writeShared(request, response);
        if (!response.containsHeader(HttpHeaders.CACHE_CONTROL)) {
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache, no-store");
        }
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Permissions-Policy", PERMISSIONS);
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    }

    private static String pagePolicy(String path) {
        return path.contains("/swagger-ui/") ? SWAGGER_POLICY : PAGE_POLICY;
    }
}
