package io.graphbus.server.event.syntax;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What an HTTP header's value stands for, by section 3.1.3.2 of the HTTP binding. */
public final class HeaderText {

    private HeaderText() {}

    /** The value without quotes and percent-encoding; {@code null} when it is malformed. */
    public static @Nullable String decode(String header) {
        if (!header.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            return null;
        }
        String bare = header.indexOf('"') < 0 ? header : unquoted(header);
        return bare == null || bare.indexOf('%') < 0 ? bare : percentDecoded(bare);
    }

    private static @Nullable String unquoted(String text) {
        var bare = new StringBuilder();
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                inside = !inside;
            } else if (c == '\\' && inside) {
                if (++i == text.length()) {
                    return null;
                }
                bare.append(text.charAt(i));
            } else {
                bare.append(c);
            }
        }
        return inside ? null : bare.toString();
    }

    private static @Nullable String percentDecoded(String text) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                bytes.write(c);
                continue;
            }
            int high = i + 2 < text.length() ? digit(text.charAt(i + 1)) : -1;
            int low = i + 2 < text.length() ? digit(text.charAt(i + 2)) : -1;
            if (high < 0 || low < 0) {
                return null;
            }
            bytes.write(high << 4 | low);
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static int digit(char c) {
        return c > '~' ? -1 : Character.digit(c, 16);
    }
}
