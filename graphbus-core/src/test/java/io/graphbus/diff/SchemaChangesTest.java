package io.graphbus.diff;

import static io.graphbus.diff.Contracts.ORDER;
import static io.graphbus.diff.Contracts.codes;
import static io.graphbus.diff.Contracts.diff;
import static io.graphbus.diff.Contracts.input;
import static io.graphbus.diff.Contracts.json;
import static io.graphbus.diff.Contracts.output;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.compat.Compatibility;
import io.graphbus.compat.Mode;
import io.graphbus.compat.Verdict;
import io.graphbus.schema.Schema;
import io.graphbus.schema.SchemaValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What each change of a schema means to whoever is on the other side. */
class SchemaChangesTest {

    /**
     * The older order; what replaces what; the code; verdict in a reader's and a writer's place.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    'note':{                 | 'more':{'type':'null'},'note':{         | PROPERTY_ADDED          | SAFE   | SAFE
                    ,'note':{'type':'string'} | ``                                     | PROPERTY_REMOVED        | WARN   | SAFE
                    ['id','qty']             | ['id']                                  | PROPERTY_MADE_OPTIONAL  | SAFE   | BREAKS
                    ['id','qty']             | ['id','qty','note']                     | PROPERTY_MADE_REQUIRED  | BREAKS | SAFE
                    'integer'                | 'number'                                | TYPE_CHANGED            | SAFE   | BREAKS
                    'integer'                | ['integer','null']                      | TYPE_CHANGED            | SAFE   | BREAKS
                    'integer'                | 'string'                                | TYPE_CHANGED            | BREAKS | BREAKS
                    'integer'                | 'integer','minimum':1                   | CONSTRAINT_TIGHTENED    | BREAKS | SAFE
                    'qty':{'type':'integer'} | 'qty':{'type':'integer','description':'x'} | ANNOTATION_CHANGED   | NONE   | NONE
                    'qty':{'type':'integer'} | 'qty':{'type':'integer','default':1}    | DEFAULT_CHANGED         | WARN   | NONE
                    'required'               | 'additionalProperties':false,'required' | UNKNOWN_PROPERTIES_FORBIDDEN | WARN | SAFE
                    """)
    void aChangeIsJudgedByWhoReads(
            String before, String after, String code, Effect reader, Effect writer) {
        String changed = ORDER.replace(before, after);
        assertThat(changed).isNotEqualTo(ORDER);

        assertThat(codes(diff(input(ORDER), input(changed))))
                .containsExactly("INPUT_" + code + " " + reader);
        assertThat(codes(diff(output(ORDER), output(changed))))
                .containsExactly("OUTPUT_" + code + " " + writer);
    }

    @Test
    void aRequiredPropertyThatIsNewBreaksItsWriters() {
        String changed =
                ORDER.replace("'note'", "'to':{'type':'string'},'note'")
                        .replace("['id'", "['to','id'");
        Change change = diff(input(ORDER), input(changed)).changes().get(0);

        assertThat(change.code()).isEqualTo("INPUT_PROPERTY_REQUIRED_ADDED");
        assertThat(change.pointer()).isEqualTo("/methods/place/input/properties/to");
        assertThat(change.message()).isEqualTo("input of place: required property to was added");
        assertThat(change.verdict()).isEqualTo(Effect.BREAKS);
        assertThat(change.bump()).isEqualTo(Bump.MAJOR);
        assertThat(change.before()).isNull();
        assertThat(change.after()).isEqualTo(json("{'type':'string'}"));
        assertThat(accepts(ORDER, change.witness())).isTrue();
        assertThat(accepts(changed, change.witness())).isFalse();
    }

    private static boolean accepts(String schema, JsonNode value) {
        return SchemaValidator.of(new Schema(json(schema))).accepts(value);
    }

    @Test
    void aRequiredPropertyThatWentBreaksItsReaders() {
        String changed = ORDER.replace("'qty':{'type':'integer'},", "").replace(",'qty'", "");

        assertThat(codes(diff(output(ORDER), output(changed))))
                .containsExactly("OUTPUT_PROPERTY_REQUIRED_REMOVED BREAKS");
        assertThat(codes(diff(input(ORDER), input(changed))))
                .containsExactly("INPUT_PROPERTY_REQUIRED_REMOVED SAFE");
    }

    @Test
    void enumValuesComeAndGoOneByOne() {
        ContractDiff output = diff(output("{'enum':['A','B']}"), output("{'enum':['B','C','D']}"));
        assertThat(codes(output))
                .containsExactly(
                        "OUTPUT_ENUM_VALUE_ADDED BREAKS",
                        "OUTPUT_ENUM_VALUE_ADDED BREAKS",
                        "OUTPUT_ENUM_VALUE_REMOVED SAFE");
        assertThat(output.changes().get(1).witness()).isEqualTo(json("'D'"));

        assertThat(codes(diff(input("{'enum':['A','B']}"), input("{'enum':['B','A','C']}"))))
                .containsExactly("INPUT_ENUM_VALUE_ADDED SAFE");
    }

    @Test
    void variantsComeAndGo() {
        String one = "{'anyOf':[{'type':'string'},{'type':'integer'}]}";
        String other = "{'anyOf':[{'type':'string'},{'type':'integer'},{'type':'boolean'}]}";

        assertThat(codes(diff(output(one), output(other))))
                .containsExactly("OUTPUT_VARIANT_ADDED BREAKS");
        assertThat(codes(diff(input(other), input(one))))
                .containsExactly("INPUT_VARIANT_REMOVED BREAKS");
    }

    @Test
    void aChangedDefinitionIsToldWhereItStands() {
        String before =
                "{'type':'array','items':{'$ref':'#/$defs/Line'},"
                        + "'$defs':{'Line':{'type':'object','properties':{'sku':{'type':'string'}}}}}";
        String after = before.replace("}}}}", "}},'required':['sku']}}");
        Change change = diff(input(before), input(after)).changes().get(0);

        assertThat(change.code()).isEqualTo("INPUT_PROPERTY_MADE_REQUIRED");
        assertThat(change.message())
                .isEqualTo("input of place, Line: property sku is required now");
        assertThat(change.pointer()).isEqualTo("/methods/place/input/$defs/Line/properties/sku");
        assertThat(change.verdict()).isEqualTo(Effect.BREAKS);
    }

    @Test
    void aChangedTypeIsToldWithItsPlace() {
        String lines =
                "{'type':'object','properties':{'lines':{'type':'array','items':{'type':'object',"
                        + "'properties':{'qty':{'type':'integer'}}}}}}";
        String wider = lines.replace("'integer'", "['integer','null']");

        assertThat(diff(input(lines), input(wider)).changes().get(0).message())
                .isEqualTo(
                        "input of place, lines[].qty: the type was changed from integer to integer or"
                                + " null");
    }

    @Test
    void aRenamedDefinitionChangesNothing() {
        String before = "{'$ref':'#/$defs/A','$defs':{'A':{'type':'string'}}}";

        assertThat(codes(diff(input(before), input(before.replace("A'", "B'")))))
                .containsExactly("INPUT_SCHEMA_CHANGED NONE");
    }

    @Test
    void whatTwoChangesCancelOutIsSafe() {
        String before = "{'type':'object','properties':{'n':{'type':'integer','minimum':5}}}";
        String after =
                "{'type':'object','properties':{'n':{'type':'integer','exclusiveMinimum':4}}}";
        ContractDiff diff = diff(input(before), input(after));

        assertThat(diff.verdict()).isEqualTo(Effect.SAFE);
    }

    @Test
    void aPropertyThatWentAndOneLikeItThatCameLookLikeARename() {
        ContractDiff diff = diff(output(ORDER), output(ORDER.replace("qty", "quantity")));

        assertThat(diff.changes())
                .extracting(Change::suggestion)
                .containsExactly(
                        "looks like qty renamed to quantity", "looks like qty renamed to quantity");
        assertThat(diff.verdict()).isEqualTo(Effect.BREAKS);
    }

    /** Any pair of these: the diff never calls safe what the checker refutes, nor the reverse. */
    @Test
    void theDiffAgreesWithTheChecker() {
        String[] schemas = {
            "true",
            "false",
            "{'type':'string'}",
            "{'type':['string','null'],'maxLength':3}",
            "{'enum':['a','b',1]}",
            "{'const':'a'}",
            ORDER,
            ORDER.replace("'note':{'type':'string'}", "'note':{'enum':['a']}"),
            ORDER.replace(",'required':['id','qty']", ""),
            "{'anyOf':[{'type':'string'}," + ORDER + "]}",
            "{'oneOf':[{'type':'string'},{'type':'integer'}]}",
            "{'type':'array','items':{'type':'string'},'minItems':1}",
            "{'type':'array','prefixItems':[{'type':'string'}]}",
            "{'allOf':[" + ORDER + ",{'required':['note']}]}",
            "{'type':'object','additionalProperties':{'type':'integer'}}",
            "{'type':'object','patternProperties':{'^a':{'type':'integer'}}}",
            "{'$ref':'#/$defs/T','$defs':{'T':{'type':'object','properties':"
                    + "{'t':{'$ref':'#/$defs/T'}}}}}",
        };
        for (String before : schemas) {
            for (String after : schemas) {
                Verdict verdict =
                        Compatibility.check(json(before), json(after), Mode.ROLES).verdict();
                assertThat(diff(input(before), input(after)).verdict())
                        .as(before + " -> " + after)
                        .satisfies(effect -> assertThat(verdict(effect)).isEqualTo(verdict));
            }
        }
    }

    private static Verdict verdict(Effect effect) {
        return switch (effect) {
            case NONE, SAFE, WARN -> Verdict.COMPATIBLE;
            case INDETERMINATE -> Verdict.INDETERMINATE;
            case BREAKS -> Verdict.INCOMPATIBLE;
        };
    }
}
