package io.graphbus.server.event;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** Which of two forms a client would rather have. */
final class Accepted {

    private Accepted() {}

    /**
     * Whether the Accept header asks for a type rather than for JSON: with a higher weight, or with
     * the same one and first.
     */
    static boolean prefers(HttpServletRequest request, String type) {
        List<MediaType> accepted =
                MediaType.parseMediaTypes(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
        MediaType wanted = MediaType.parseMediaType(type);
        double other = weight(accepted, wanted);
        double json = weight(accepted, MediaType.APPLICATION_JSON);
        return other > json || (other == json && other > 0 && isFirst(accepted, wanted));
    }

    /** The weight of the most specific range that the type is in. */
    private static double weight(List<MediaType> accepted, MediaType type) {
        double weight = 0;
        int best = -1;
        for (MediaType range : accepted) {
            if (range.includes(type) && specificity(range) > best) {
                best = specificity(range);
                weight = range.getQualityValue();
            }
        }
        return weight;
    }

    private static int specificity(MediaType range) {
        if (range.isWildcardType()) {
            return 0;
        }
        return range.isConcrete() ? 2 : 1;
    }

    private static boolean isFirst(List<MediaType> accepted, MediaType wanted) {
        for (MediaType range : accepted) {
            if (range.includes(MediaType.APPLICATION_JSON)) {
                return false;
            }
            if (range.includes(wanted)) {
                return true;
            }
        }
        return false;
    }
}
