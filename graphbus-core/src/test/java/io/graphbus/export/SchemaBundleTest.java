package io.graphbus.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.schema.Json;
import io.graphbus.schema.Schema;
import org.junit.jupiter.api.Test;

class SchemaBundleTest {

    private final SchemaBundle bundle = new SchemaBundle("#/s/", true);

    @Test
    void definitionsThatAreTheSameAreShared() {
        String one = "{'$defs':{'A':{'type':'string'}},'items':{'$ref':'#/$defs/A'}}";
        assertThat(inline(one)).isEqualTo("{'items':{'$ref':'#/s/A'}}");
        assertThat(inline(one)).isEqualTo("{'items':{'$ref':'#/s/A'}}");
        assertThat(definitions()).isEqualTo("{'A':{'type':'string'}}");
    }

    @Test
    void definitionsOfOneNameThatDifferGetTwo() {
        inline("{'$defs':{'A':{'type':'string'}},'items':{'$ref':'#/$defs/A'}}");
        assertThat(inline("{'$defs':{'A':{'type':'null'}},'items':{'$ref':'#/$defs/A'}}"))
                .isEqualTo("{'items':{'$ref':'#/s/A-2'}}");
    }

    @Test
    void definitionsDifferWhenWhatTheyReferToDiffers() {
        String text =
                "{'$defs':{'A':{'items':{'$ref':'#/$defs/B'}},'B':{'type':'%s'}},"
                        + "'items':{'$ref':'#/$defs/A'}}";
        inline(text.formatted("string"));
        assertThat(inline(text.formatted("null"))).isEqualTo("{'items':{'$ref':'#/s/A-2'}}");
        assertThat(definitions()).contains("'A-2':{'items':{'$ref':'#/s/B-2'}}");
    }

    @Test
    void aSchemaThatRefersToItselfIsDefinedUnderTheNameGiven() {
        assertThat(inline("{'items':{'$ref':'#'},'contains':{'$ref':'#/items'}}"))
                .isEqualTo("{'$ref':'#/s/own'}");
        assertThat(definitions())
                .isEqualTo(
                        "{'own':{'items':{'$ref':'#/s/own'},'contains':{'$ref':'#/s/own/items'}}}");
    }

    @Test
    void whatStandsBesideAReferenceIsKept() {
        assertThat(inline("{'$defs':{'A':{}},'$ref':'#/$defs/A','default':1}"))
                .isEqualTo("{'default':1,'allOf':[{'$ref':'#/s/A'}]}");
    }

    @Test
    void schemasOfEverythingAndOfNothingAreObjectsForOldReaders() {
        assertThat(inline("true")).isEqualTo("{}");
        assertThat(inline("false")).isEqualTo("{'not':{}}");
    }

    private String inline(String schema) {
        Schema read = new Schema(Json.MAPPER.readTree(schema.replace('\'', '"')));
        return bundle.inline(read, "own").toString().replace('"', '\'');
    }

    private String definitions() {
        return bundle.definitions().toString().replace('"', '\'');
    }
}
