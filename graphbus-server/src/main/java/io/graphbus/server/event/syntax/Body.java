package io.graphbus.server.event.syntax;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.web.JsonProblems;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Turns bytes from outside into text and JSON, taking nothing that is malformed. */
public final class Body {

    private static final ObjectReader READER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build()
                    .reader();

    private static final char BYTE_ORDER_MARK = '\ufeff';

    private Body() {}

    /**
     * The JSON value that the bytes spell.
     *
     * @throws io.graphbus.problem.GraphBusException {@code INVALID_JSON}, or {@code
     *     INVALID_REQUEST} for JSON that is nested too deeply
     */
    public static JsonNode json(byte[] bytes, Charset charset) {
        String text;
        try {
            text = text(bytes, charset);
        } catch (CharacterCodingException e) {
            throw malformed(charset).toException(e);
        }
        return json(text.isEmpty() || text.charAt(0) != BYTE_ORDER_MARK ? text : text.substring(1));
    }

    /** The JSON value that the text spells; a missing node when there is none. */
    public static JsonNode json(String text) {
        try {
            return READER.readTree(text);
        } catch (JacksonException e) {
            throw JsonProblems.of(e).toException(e);
        }
    }

    public static String text(byte[] bytes, Charset charset) throws CharacterCodingException {
        return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }

    private static Problem malformed(Charset charset) {
        return Problem.of(
                ProblemCode.INVALID_JSON,
                "body",
                "The body is not text in " + charset + ".",
                "Send JSON in UTF-8.");
    }
}
