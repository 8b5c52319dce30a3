package io.graphbus.spring.application;

import io.graphbus.schema.Json;
import io.graphbus.spring.application.ServerAnswer.Refused;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Says in words what a response means that is no registration. Trusts nothing in it. */
final class Refusals {

    private static final int LONGEST = 300;

    private Refusals() {}

    static Refused of(HttpResponse<String> response) {
        JsonNode body = json(response);
        int status = response.statusCode();
        String code = text(body, "code");
        if (code.isEmpty()) {
            return foreign(response);
        }
        return new Refused(
                status + " " + code + " " + text(body, "where"),
                "the server answers " + status + " " + code + ": " + text(body, "detail"),
                hint(status, text(body, "hint")),
                pause(response));
    }

    /** Whoever answers, it is no GraphBus server. */
    static Refused foreign(HttpResponse<String> response) {
        int status = response.statusCode();
        String location =
                response.headers()
                        .firstValue("Location")
                        .map(to -> " (sending us to " + plain(to) + ")")
                        .orElse("");
        return new Refused(
                status + " foreign",
                "what answers " + status + location + " does not look like a GraphBus server",
                hint(
                        status,
                        "Set graphbus.server.url to the server's own address; look whether a proxy"
                                + " or another program answers there, and whether the server has"
                                + " /api/v1/applications."),
                pause(response));
    }

    private static String hint(int status, String given) {
        return switch (status) {
            case 401 -> "Set graphbus.server.token to a token of the server that is still valid.";
            case 403 ->
                    "Set graphbus.server.token to a token with the role operator or admin."
                            + (given.isEmpty() ? "" : " The server says: " + given);
            default -> given;
        };
    }

    private static long pause(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("[0-9]{1,5}"))
                .map(Long::parseLong)
                .orElse(0L);
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return Json.MAPPER.readTree(response.body());
        } catch (JacksonException e) {
            return MissingNode.getInstance(); // a page for people, or nothing
        }
    }

    private static String text(JsonNode body, String member) {
        return plain(body.path(member).asString(""));
    }

    /** Without anything that would look like a line of ours in a log. */
    private static String plain(@Nullable String text) {
        String line = text == null ? "" : text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " …";
    }
}
