package io.graphbus.server.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.function.Supplier;
import org.springframework.http.CacheControl;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Answers reads with a tag, and with nothing but the tag to whom has what it stands for. */
public final class Conditional {

    private Conditional() {}

    /**
     * The body, or 304 without making it when {@code If-None-Match} names its tag.
     *
     * @param tag changes whenever the body does; letters and digits
     */
    public static <T> ResponseEntity<T> answer(
            HttpServletRequest request, String tag, Supplier<T> body) {
        var current = new ETag(tag, false);
        boolean known = knows(request, current);
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(known ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                        .cacheControl(CacheControl.noCache().cachePrivate())
                        .eTag(current.formattedTag());
        return known ? answer.build() : answer.body(body.get());
    }

    private static boolean knows(HttpServletRequest request, ETag current) {
        Enumeration<String> values = request.getHeaders(HttpHeaders.IF_NONE_MATCH);
        while (values.hasMoreElements()) {
            for (ETag known : ETag.parse(values.nextElement())) {
                if (known.isWildcard() || known.compare(current, false)) {
                    return true;
                }
            }
        }
        return false;
    }
}
