package io.graphbus.server.intake;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.StringHttpMessageConverter;

/**
 * Reads bodies as text in UTF-8 and refuses what is none, instead of putting question marks into
 * it.
 */
final class StrictText extends StringHttpMessageConverter {

    private static final char REPLACEMENT = '\uFFFD';

    StrictText() {
        super(StandardCharsets.UTF_8);
        setWriteAcceptCharset(false);
    }

    @Override
    protected String readInternal(Class<? extends String> type, HttpInputMessage message)
            throws IOException {
        byte[] bytes = bytes(message);
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            check(bytes);
        }
        return text;
    }

    private static byte[] bytes(HttpInputMessage message) throws IOException {
        long length = message.getHeaders().getContentLength();
        InputStream body = message.getBody();
        return length >= 0 && length <= Integer.MAX_VALUE
                ? body.readNBytes((int) length)
                : body.readAllBytes();
    }

    /** A replacement character may have been sent as such. */
    private static void check(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            throw Problem.of(
                            ProblemCode.INVALID_JSON,
                            "body",
                            "The body is not UTF-8.",
                            "Encode it in UTF-8.")
                    .toException(e);
        }
    }
}
