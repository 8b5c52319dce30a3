package io.graphbus.migration.draft;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.migration.DeclaredMigration;
import io.graphbus.migration.MigrationLaws;
import io.graphbus.migration.MigrationLaws.Data;
import io.graphbus.schema.Json;
import io.graphbus.schema.Schema;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class DraftTest {

    private static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"'), "test");
    }

    private static JsonNode object(String properties, String required) {
        return json(
                "{'type':'object','properties':{"
                        + properties
                        + "},'required':["
                        + required
                        + "]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'amount':{'type':'number'} | 'total':{'type':'number'} | [{'op':'rename','path':'/amount','to':'total'}]",
                "'a':{'type':'number'} | 'a':{'type':'number'},'s':{'type':'string','default':'NEW'} | [{'op':'add','path':'/s','value':'NEW'}]",
                "'a':{'type':'number'},'b':{'type':'integer'} | 'b':{'type':'integer'} | [{'op':'drop','path':'/a','restore':0}]",
                "'q':{'type':'integer'} | 'q':{'type':'string'} | [{'op':'convert','path':'/q','from':'integer','to':'string'}]",
                "'s':{'enum':['NEW','PAYED']} | 's':{'enum':['NEW','PAID']} | [{'op':'mapEnum','path':'/s','values':{'PAYED':'PAID'}}]",
                "'o':{'type':'object','properties':{'a':{'type':'integer'}}} | 'o':{'type':'object','properties':{'b':{'type':'integer'}}} | [{'op':'rename','path':'/o/a','to':'b'}]",
                "'i':{'type':'array','items':{'properties':{'a':{'type':'integer'}}}} | 'i':{'type':'array','items':{'properties':{'b':{'type':'integer'}}}} | [{'op':'each','path':'/i','do':[{'op':'rename','path':'/a','to':'b'}]}]",
                "'a':{'type':'integer'} | 'a':{'type':'integer'} | []",
            })
    void schemasTellMostOfAMigration(String before, String after, String operations) {
        JsonNode older = object(before, names(before));
        JsonNode newer = object(after, names(after));

        assertThat(Draft.between(older, newer).operations()).isEqualTo(json(operations));
    }

    private static String names(String properties) {
        return String.join(
                ",",
                json("{" + properties + "}").propertyNames().stream()
                        .map(n -> "'" + n + "'")
                        .toList());
    }

    @Test
    void whatIsOptionalIsLeftOutAndWhatBecomesRequiredFilledIn() {
        JsonNode older = object("'a':{'type':'string'},'b':{'type':'integer'}", "");
        JsonNode newer = object("'b':{'type':'integer','minimum':3},'c':{'type':'boolean'}", "'b'");

        Draft draft = Draft.between(older, newer);

        assertThat(draft.operations())
                .isEqualTo(
                        json(
                                "[{'op':'drop','path':'/a','optional':true},"
                                        + "{'op':'fill','path':'/b','value':3}]"));
        assertThat(draft.open()).containsExactly("What is /b where it was not known?");
    }

    @Test
    void whatIsGuessedIsNamed() {
        JsonNode older = object("'amount':{'type':'number'}", "'amount'");
        JsonNode newer = object("'total':{'type':'number'},'id':{'type':'string'}", "'total','id'");

        assertThat(Draft.between(older, newer).open())
                .containsExactly(
                        "Is /amount really total now?", "What is /id where it was not known?");
    }

    @Test
    void aDraftOfSchemasWithDefinitionsKeepsTheLaws() {
        JsonNode older =
                json(
                        "{'$ref':'#/$defs/O','$defs':{'O':{'type':'object','properties':{'id':"
                                + "{'type':'string'},'lines':{'type':'array','items':{'$ref':'#/$defs/L'}}},"
                                + "'required':['id','lines']},'L':{'type':'object','properties':{'sku':"
                                + "{'type':'string'},'qty':{'type':'integer'},'next':{'$ref':'#/$defs/L'}},"
                                + "'required':['sku','qty']}}}");
        ObjectNode newer = (ObjectNode) json(older.toString().replace("\"sku\"", "\"item\""));
        ObjectNode document =
                (ObjectNode)
                        json(
                                "{'formatVersion':1,'agent':'A','subject':'payload:/t',"
                                        + "'from':'1.0.0','to':'2.0.0'}");
        JsonNode operations = Draft.between(older, newer).operations();
        DeclaredMigration migration =
                DeclaredMigration.read(document.set("operations", operations), "m");

        assertThat(operations.path(0).path("do").path(0).path("to").asString()).isEqualTo("item");
        assertThat(
                        new MigrationLaws(Duration.ofSeconds(30))
                                .broken(migration, data(older), data(newer)))
                .isEmpty();
    }

    private static Data data(JsonNode schema) {
        return new Data(new Schema(schema), List.of());
    }
}
