package io.graphbus.server.event.cloud;

import io.graphbus.problem.GraphBusException;
import io.graphbus.server.event.syntax.Body;
import io.graphbus.server.event.syntax.ContentType;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BinaryNode;
import tools.jackson.databind.node.StringNode;

/** What bytes of data are, by the event's datacontenttype. */
final class DataContent {

    private static final String TYPE = "datacontenttype";

    private DataContent() {}

    /** What the event says of its data; empty when nothing. */
    static Optional<ContentType> type(Attributes attributes) {
        return ContentType.parse(attributes.text(TYPE));
    }

    /** Data of a JSON-formatted event: bytes, unless they are said to be JSON and are. */
    static JsonNode ofBase64(byte[] bytes, Attributes attributes) {
        if (type(attributes).filter(ContentType::isJson).isPresent()) {
            try {
                return Body.json(bytes, StandardCharsets.UTF_8);
            } catch (GraphBusException e) {
                return BinaryNode.valueOf(bytes);
            }
        }
        return BinaryNode.valueOf(bytes);
    }

    /**
     * Data that is the body of a message. Without a type it must be JSON, as it would be in an
     * event that is JSON itself.
     *
     * @throws GraphBusException {@code INVALID_JSON} for JSON that is none
     */
    static @Nullable JsonNode ofBody(byte[] bytes, Attributes attributes) {
        if (bytes.length == 0) {
            return null;
        }
        Optional<ContentType> type = type(attributes);
        if (type.isPresent() && !type.get().isJson() && !type.get().isText()) {
            return BinaryNode.valueOf(bytes);
        }
        Optional<Charset> charset =
                type.isPresent() ? type.get().charset() : Optional.of(StandardCharsets.UTF_8);
        if (charset.isEmpty()) {
            attributes.fault(TYPE, "names a character set that is not known here");
            return null;
        }
        return type.isEmpty() || type.get().isJson()
                ? Body.json(bytes, charset.get())
                : text(bytes, charset.get(), attributes);
    }

    private static @Nullable JsonNode text(byte[] bytes, Charset charset, Attributes attributes) {
        try {
            return StringNode.valueOf(Body.text(bytes, charset));
        } catch (CharacterCodingException e) {
            attributes.fault(
                    TYPE, "says that the data is text in " + charset + ", which it is not");
            return null;
        }
    }
}
