package io.graphbus.migration.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.schema.Json;
import io.graphbus.schema.Schema;
import io.graphbus.schema.SchemaDeriver;
import io.graphbus.schema.SchemaValidator;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class InstancesTest {

    enum State {
        NEW,
        PAID
    }

    record Item(String sku, int quantity, Optional<String> note) {}

    record Order(
            String id,
            State state,
            BigDecimal total,
            List<Item> items,
            Map<String, Item> byName,
            Instant at,
            boolean gift) {}

    record Tree(String name, List<Tree> children) {}

    private static Schema schema(String json) {
        return new Schema(Json.parse(json.replace('\'', '"'), "test"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'string','minLength':3,'maxLength':5}",
                "{'type':'string','pattern':'^[A-Z]{2}-[0-9]{4}$'}",
                "{'type':'string','format':'date-time'}",
                "{'type':'integer','minimum':10,'maximum':12}",
                "{'type':'number','exclusiveMinimum':0,'multipleOf':0.5}",
                "{'minimum':3}",
                "{'maxLength':2}",
                "{'type':['string','null']}",
                "{'enum':['a',1,null]}",
                "{'const':{'a':1}}",
                "{'type':'array','items':{'type':'integer'},'minItems':2}",
                "{'prefixItems':[{'type':'string'},{'type':'integer'}],'items':false,'minItems':2}",
                "{'oneOf':[{'required':['a'],'properties':{'a':{'type':'string'}}},{'type':'integer'}]}",
                "{'allOf':[{'properties':{'a':{'type':'integer'}}},{'properties':{'b':{'type':'string'}},"
                        + "'required':['a','b']}],'type':'object'}",
                "{'type':'object','additionalProperties':{'type':'integer'},'minProperties':1}",
                "{'type':'object','required':['p'],'properties':{'p':{'type':'string','pattern':'^x+y$'}}}",
                "{'$ref':'#/$defs/n','$defs':{'n':{'type':'object','required':['v'],'properties':"
                        + "{'v':{'type':'integer'},'next':{'$ref':'#/$defs/n'}}}}}",
                "true"
            })
    void everyValueIsValidAndThereIsOne(String text) {
        Schema schema = schema(text);
        SchemaValidator validator = SchemaValidator.alone(schema);

        List<JsonNode> instances = Instances.of(schema, 30, 1);

        assertThat(instances).isNotEmpty().allMatch(validator::acceptsAsIs);
        assertThat(instances).doesNotHaveDuplicates();
    }

    @Test
    void schemasOfRecordsHaveManyDifferentValues() {
        Schema order = new SchemaDeriver().derive(Order.class);
        Schema tree = new SchemaDeriver().derive(Tree.class);

        List<JsonNode> orders = Instances.of(order, 60, 1);

        assertThat(orders).hasSize(60).allMatch(SchemaValidator.of(order)::acceptsAsIs);
        assertThat(orders).anyMatch(o -> o.path("items").size() > 1);
        assertThat(orders).extracting(o -> o.path("state").asString("")).contains("NEW", "PAID");
        assertThat(Instances.of(tree, 30, 1)).hasSizeGreaterThan(10);
    }

    @Test
    void theSameSeedGivesTheSameValues() {
        Schema order = new SchemaDeriver().derive(Order.class);

        assertThat(Instances.of(order, 20, 5)).isEqualTo(Instances.of(order, 20, 5));
        assertThat(Instances.of(order, 20, 5)).isNotEqualTo(Instances.of(order, 20, 6));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "false",
                "{'type':'string','minLength':2,'maxLength':1}",
                "{'$ref':'#/$defs/n','$defs':{'n':{'type':'object','required':['n'],"
                        + "'properties':{'n':{'$ref':'#/$defs/n'}}}}}"
            })
    void whereThereIsNoValueNoneIsMade(String text) {
        assertThat(Instances.of(schema(text), 10, 1)).isEmpty();
    }
}
