package io.graphbus.server.graph;

import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has the server's JSON mappers let go of what they have learnt of a replaced graph's types, which
 * would keep its classes.
 */
@Component
class TypeCaches {

    TypeCaches(LiveGraph live, List<JsonMapper> mappers) {
        live.onChange(bus -> mappers.forEach(JsonMapper::clearCaches));
    }
}
