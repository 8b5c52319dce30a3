package io.graphbus.cli.system;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Violation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Reads an RFC 9457 answer back into the problem it was made from. */
final class RemoteProblem {

    private static final Pattern ROLE =
            Pattern.compile("token of (an? (?:viewer|operator|administrator))");
    private static final String TOKEN = "Give a token with --token or GRAPHBUS_TOKEN: ";

    private RemoteProblem() {}

    /** A problem even for answers that carry none, such as a proxy's. */
    static Problem read(String server, int status, JsonNode body) {
        Optional<ProblemCode> code = code(body.path("code").asString(""));
        if (code.isEmpty()) {
            return Problem.of(
                    meaning(status),
                    server,
                    "The server answered " + status + said(body),
                    (status == 401 ? TOKEN + "an API key, for example. " : "")
                            + "Check that the address is that of a GraphBus server.");
        }
        List<Violation> violations =
                StreamSupport.stream(body.path("violations").spliterator(), false)
                        .map(v -> new Violation(text(v, "path"), text(v, "message")))
                        .toList();
        return Problem.of(
                        code.get(),
                        text(body, "where"),
                        text(body, "detail"),
                        hint(code.get(), body))
                .with(violations);
    }

    /** What the server says of headers, said of the options of a command. */
    private static String hint(ProblemCode code, JsonNode body) {
        String hint = text(body, "hint");
        return switch (code) {
            case UNAUTHORIZED ->
                    TOKEN
                            + "an API key ('graphbus auth create' makes one), or the value that the"
                            + " server has as GRAPHBUS_ADMIN_TOKEN."
                            + role(hint);
            case FORBIDDEN ->
                    text(body, "where").equals("Authorization")
                            ? hint + " Give it with --token or GRAPHBUS_TOKEN."
                            : hint;
            default -> hint;
        };
    }

    /** Whose token it has to be, where the hint names it and the message does not. */
    private static String role(String hint) {
        Matcher named = ROLE.matcher(hint);
        return named.find() ? " It has to be of " + named.group(1) + "." : "";
    }

    private static Optional<ProblemCode> code(String name) {
        return Arrays.stream(ProblemCode.values()).filter(c -> c.name().equals(name)).findFirst();
    }

    private static String said(JsonNode body) {
        String detail = body.path("detail").asString(body.path("title").asString(""));
        return detail.isEmpty() ? "" : ": " + detail;
    }

    private static ProblemCode meaning(int status) {
        return switch (status) {
            case 401 -> ProblemCode.UNAUTHORIZED;
            case 403 -> ProblemCode.FORBIDDEN;
            case 404 -> ProblemCode.NOT_FOUND;
            case 409 -> ProblemCode.CONFLICT;
            case 429 -> ProblemCode.BUS_OVERLOADED;
            case 502, 503, 504 -> ProblemCode.SERVER_UNREACHABLE;
            default -> status >= 500 ? ProblemCode.INTERNAL_ERROR : ProblemCode.INVALID_REQUEST;
        };
    }

    private static String text(JsonNode body, String field) {
        return body.path(field).asString("");
    }
}
