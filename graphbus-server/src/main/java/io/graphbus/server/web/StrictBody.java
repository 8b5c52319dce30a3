package io.graphbus.server.web;

import io.graphbus.problem.Nearest;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** Bodies of which every member must be known, since one that is overlooked would do harm. */
public final class StrictBody {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private StrictBody() {}

    /**
     * The body as a record.
     *
     * @throws io.graphbus.problem.GraphBusException {@code INVALID_REQUEST} for a member that the
     *     record does not have, with the nearest that it has, or for a value of another shape
     */
    public static <T> T read(JsonNode body, Class<T> type) {
        try {
            return MAPPER.treeToValue(body, type);
        } catch (UnrecognizedPropertyException e) {
            String name = e.getPropertyName();
            List<String> known = e.getKnownPropertyIds().stream().map(String::valueOf).toList();
            throw new Expected(Nearest.hint(name, "members", known))
                    .invalid(name, name + " is not known here.")
                    .toException(e);
        } catch (JacksonException e) {
            throw JsonProblems.of(e).toException(e);
        }
    }
}
