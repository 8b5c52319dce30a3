package io.graphbus.server.event;

import io.graphbus.bus.Publish;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.event.cloud.CloudEvents;
import io.graphbus.server.event.syntax.Body;
import io.graphbus.server.event.syntax.ContentType;
import io.graphbus.server.intake.StrictText;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a request wants published, in whichever form it came: our own JSON, or CloudEvents in
 * structured, batch or binary mode.
 *
 * @param isBatch whether the answer is a list, however many events there are
 */
record Submission(List<Publish> events, boolean isBatch) {

    private static final String FORMS =
            "Send the header Content-Type: application/json, application/cloudevents+json or"
                    + " application/cloudevents-batch+json; CloudEvents in binary mode have the"
                    + " headers ce-specversion, ce-id, ce-source and ce-type.";

    Submission {
        events = List.copyOf(events);
    }

    /**
     * Reads a request.
     *
     * @param most how many events a batch may have
     * @throws io.graphbus.problem.GraphBusException naming every fault in it
     */
    static Submission read(HttpServletRequest request, int most) {
        String key = IdempotencyKey.of(request);
        Submission submission = readForm(request, most);
        return (key == null ? submission : submission.with(key)).of(request.getUserPrincipal());
    }

    private Submission of(@Nullable Principal caller) {
        return caller == null
                ? this
                : new Submission(
                        events.stream().map(event -> IdempotencyKey.of(event, caller)).toList(),
                        isBatch);
    }

    /** Events of a batch have the key of the request with their index. */
    private Submission with(String key) {
        if (!isBatch) {
            return one(IdempotencyKey.give(events.getFirst(), key));
        }
        List<Publish> keyed = new ArrayList<>(events.size());
        for (Publish event : events) {
            keyed.add(event.idempotencyKey(key + "[" + keyed.size() + "]"));
        }
        return new Submission(keyed, true);
    }

    private static Submission readForm(HttpServletRequest request, int most) {
        byte[] body = body(request);
        String header = Objects.requireNonNullElse(request.getContentType(), "");
        Optional<ContentType> type = ContentType.parse(header);
        if (type.filter(ContentType::isCloudEvents).isPresent()) {
            return cloudEvents(type.get(), body, most);
        }
        if (isBinary(request)) {
            return one(CloudEvents.binary(headers(request), header, body));
        }
        if (type.filter(ContentType::isPlainJson).isPresent()) {
            return one(PublishBody.read(json(type.get(), body)));
        }
        throw unsupported(header);
    }

    private static byte[] body(HttpServletRequest request) {
        try {
            return StrictText.bytes(request);
        } catch (IOException e) { // it breaks off, or is in chunks that are none
            throw Problem.of(
                            ProblemCode.INVALID_REQUEST,
                            "body",
                            "The body cannot be read to its end.",
                            "Send all of it, with its length or in chunks.")
                    .toException(e);
        }
    }

    private static Submission cloudEvents(ContentType type, byte[] body, int most) {
        if (type.isBatch()) {
            return new Submission(CloudEvents.batch(json(type, body), most), true);
        }
        if (type.isEvent()) {
            return one(CloudEvents.structured(json(type, body)));
        }
        throw unsupported(type.text());
    }

    private static JsonNode json(ContentType type, byte[] body) {
        return Body.json(body, type.charset().orElseThrow(() -> unsupported(type.text())));
    }

    private static Submission one(Publish event) {
        return new Submission(List.of(event), false);
    }

    /** Whether it is a CloudEvent in binary mode, unless its content type says otherwise. */
    static boolean isBinary(HttpServletRequest request) {
        Enumeration<String> names = request.getHeaderNames();
        while (names.hasMoreElements()) {
            if (CloudEvents.isAttribute(names.nextElement())) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, List<String>> headers(HttpServletRequest request) {
        var headers = new LinkedHashMap<String, List<String>>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name, Collections.list(request.getHeaders(name)));
        }
        return headers;
    }

    private static RuntimeException unsupported(String header) {
        return Problem.of(
                        ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                        "Content-Type",
                        header.isEmpty()
                                ? "The content type is missing."
                                : header + " is not taken here.",
                        FORMS)
                .toException();
    }
}
