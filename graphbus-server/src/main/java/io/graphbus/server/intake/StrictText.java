package io.graphbus.server.intake;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
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
public final class StrictText extends StringHttpMessageConverter {

    private static final char REPLACEMENT = '\uFFFD';

    StrictText() {
        super(StandardCharsets.UTF_8);
        setWriteAcceptCharset(false);
    }

    @Override
    protected String readInternal(Class<? extends String> type, HttpInputMessage message)
            throws IOException {
        return text(bytes(message.getBody(), message.getHeaders().getContentLength()));
    }

    /**
     * The body of a request.
     *
     * @throws io.graphbus.problem.GraphBusException {@code INVALID_JSON} when it is not UTF-8
     */
    public static String read(HttpServletRequest request) throws IOException {
        return text(bytes(request));
    }

    /** The whole body of a request, whatever it is. */
    public static byte[] bytes(HttpServletRequest request) throws IOException {
        return bytes(request.getInputStream(), request.getContentLengthLong());
    }

    private static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            check(bytes);
        }
        return text;
    }

    /** With a length there is no need for a buffer that is larger. */
    private static byte[] bytes(InputStream body, long length) throws IOException {
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
