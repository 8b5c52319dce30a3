package io.graphbus.server.intake;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** How a body may be written down: as it is, and JSON in UTF-8, as RFC 8259 has it. */
final class Encoding {

    private Encoding() {}

    /** Whether the body comes as it is, neither compressed nor otherwise coded. */
    static boolean isPlain(HttpServletRequest request) {
        String coding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        return coding == null || coding.isBlank() || coding.strip().equalsIgnoreCase("identity");
    }

    static Problem coded() {
        return unsupported(
                HttpHeaders.CONTENT_ENCODING,
                "Bodies are taken as they are, not compressed.",
                "Leave the header Content-Encoding out.");
    }

    /** What is wrong with the content type, apart from being none that the route takes. */
    static @Nullable Problem problem(HttpServletRequest request) {
        Enumeration<String> types = request.getHeaders(HttpHeaders.CONTENT_TYPE);
        if (!types.hasMoreElements()) {
            return null;
        }
        String type = types.nextElement();
        if (types.hasMoreElements()) {
            return unsupported(
                    HttpHeaders.CONTENT_TYPE,
                    "The content type is given more than once.",
                    "Send the header Content-Type once.");
        }
        return type.equals(MediaType.APPLICATION_JSON_VALUE) ? null : problem(type);
    }

    private static @Nullable Problem problem(String type) {
        try {
            MediaType media = MediaType.parseMediaType(type);
            return isJson(media) && !isUtf8(media.getCharset()) ? notUtf8() : null;
        } catch (InvalidMediaTypeException e) {
            return unsupported(
                    HttpHeaders.CONTENT_TYPE,
                    "The content type is not one, or its charset is not known.",
                    "Send the header Content-Type: application/json, in UTF-8.");
        }
    }

    private static boolean isJson(MediaType type) {
        return "json".equalsIgnoreCase(type.getSubtype())
                || "json".equalsIgnoreCase(type.getSubtypeSuffix());
    }

    private static boolean isUtf8(@Nullable Charset charset) {
        return charset == null
                || charset.equals(StandardCharsets.UTF_8)
                || charset.equals(StandardCharsets.US_ASCII);
    }

    private static Problem notUtf8() {
        return unsupported(
                HttpHeaders.CONTENT_TYPE, "JSON is taken in UTF-8 only.", "Send it in UTF-8.");
    }

    private static Problem unsupported(String where, String message, String hint) {
        return Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, where, message, hint);
    }
}
