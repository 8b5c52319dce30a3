package io.graphbus.server.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;

/**
 * What browsers are told with every answer: run nothing from elsewhere, be shown in nobody's frame,
 * be read by nobody's page, be kept by nobody. Over TLS also to stay with it; pages get what only
 * concerns pages. Written at once: one writer per header costs more than the headers.
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

    private static final String DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";
    private static final String PERMISSIONS =
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";
    private static final String A_YEAR = "max-age=31536000; includeSubDomains";

    private SecurityHeaders() {}

    static void configure(HeadersConfigurer<HttpSecurity> headers) {
        headers.defaultsDisabled().addHeaderWriter(SecurityHeaders::write);
    }

    private static void write(HttpServletRequest request, HttpServletResponse response) {
        String path = request.getRequestURI();
        boolean data = path.startsWith(API);
        response.setHeader("Content-Security-Policy", data ? DATA_POLICY : pagePolicy(path));
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        if (!response.containsHeader(HttpHeaders.CACHE_CONTROL)) {
            response.setHeader(HttpHeaders.CACHE_CONTROL, data ? "no-store" : "no-cache, no-store");
        }
        if (!data) {
            response.setHeader("Referrer-Policy", "no-referrer");
            response.setHeader("Permissions-Policy", PERMISSIONS);
            response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        }
        if (request.isSecure()) {
            response.setHeader("Strict-Transport-Security", A_YEAR);
        }
    }

    private static String pagePolicy(String path) {
        return path.contains("/swagger-ui/") ? SWAGGER_POLICY : PAGE_POLICY;
    }
}
