package io.graphbus.server.security.key;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Violation;
import io.graphbus.server.security.credential.Role;
import io.graphbus.server.web.JsonProblems;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the body that asks for a key, gathering every fault in it. One per request. */
final class KeyBody {

    private static final List<String> FIELDS = List.of("name", "role", "expires");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern SIMPLE = Pattern.compile("([1-9][0-9]{0,8})([smhdw])");
    private static final Duration LONGEST = Duration.ofDays(3660);

    private final JsonNode body;
    private final Instant now;
    private final List<Violation> faults = new ArrayList<>();

    private KeyBody(JsonNode body, Instant now) {
        this.body = body;
        this.now = now;
    }

    /**
     * Reads the text of a request.
     *
     * @throws io.graphbus.problem.GraphBusException {@code INVALID_JSON} with line and column, or
     *     {@code INVALID_REQUEST} naming every wrong field
     */
    static NewKey read(String text, JsonMapper json, Instant now) {
        try {
            return new KeyBody(json.readTree(text), now).key();
        } catch (JacksonException e) {
            throw JsonProblems.of(e).toException(e);
        }
    }

    private NewKey key() {
        if (!body.isObject()) {
            throw problem("The body is not a JSON object.").toException();
        }
        body.propertyNames().stream()
                .filter(name -> !FIELDS.contains(name))
                .forEach(name -> fault(name, "is not known here"));
        String name = text("name").orElse("");
        if (!NAME.matcher(name).matches()) {
            fault("name", "is 1 to 64 letters, digits, dots, dashes and underscores");
        }
        Optional<Role> role = text("role").flatMap(Role::of);
        if (role.isEmpty()) {
            fault("role", "is viewer, operator or admin");
        }
        Instant expires = expires();
        if (role.isEmpty() || !faults.isEmpty()) {
            throw problem(
                            faults.stream()
                                    .map(fault -> fault.path() + " " + fault.message())
                                    .collect(Collectors.joining("; ", "", ".")))
                    .with(faults)
                    .toException();
        }
        return new NewKey(name, role.get(), expires);
    }

    private @Nullable Instant expires() {
        if (body.path("expires").isMissingNode() || body.path("expires").isNull()) {
            return null;
        }
        Optional<Instant> time = text("expires").flatMap(this::time);
        if (time.isEmpty()) {
            fault(
                    "expires",
                    "is a duration such as 30d or 12h, or a time such as 2030-01-31T00:00:00Z");
        } else if (!time.get().isAfter(now) || time.get().isAfter(now.plus(LONGEST))) {
            fault("expires", "is in the future, by ten years at most");
        }
        return time.orElse(null);
    }

    private Optional<Instant> time(String text) {
        Matcher simple = SIMPLE.matcher(text);
        try {
            if (simple.matches()) {
                return Optional.of(
                        now.plus(unit(simple.group(2), Long.parseLong(simple.group(1)))));
            }
            if (!text.startsWith("P")) {
                return Optional.of(Instant.parse(text).truncatedTo(ChronoUnit.MICROS));
            }
            return Optional.of(now.plus(Duration.parse(text)));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Duration unit(String letter, long count) {
        return switch (letter) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            default -> Duration.ofDays(Math.multiplyExact(count, 7));
        };
    }

    private Optional<String> text(String field) {
        return Optional.of(body.path(field)).filter(JsonNode::isString).map(JsonNode::stringValue);
    }

    private void fault(String field, String message) {
        faults.add(new Violation(field, message));
    }

    private static Problem problem(String message) {
        return Problem.of(
                ProblemCode.INVALID_REQUEST,
                "body",
                message,
                "Send {\"name\":\"ci\",\"role\":\"operator\",\"expires\":\"30d\"}; expires may be left"
                        + " out.");
    }
}
