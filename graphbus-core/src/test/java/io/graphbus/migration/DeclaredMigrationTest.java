package io.graphbus.migration;

import static io.graphbus.migration.Documents.document;
import static io.graphbus.migration.Documents.json;
import static io.graphbus.migration.Documents.migration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Violation;
import io.graphbus.schema.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class DeclaredMigrationTest {

    private static Problem refusal(JsonNode document) {
        return catchThrowableOfType(
                        GraphBusException.class, () -> DeclaredMigration.read(document, "m.json"))
                .problem();
    }

    private static Problem failure(DeclaredMigration migration, String data) {
        return catchThrowableOfType(GraphBusException.class, () -> migration.forward(json(data)))
                .problem();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'op':'rename','path':'/a','to':'b'} | {'a':1} | {'b':1}",
                "{'op':'rename','path':'/o/a','to':'b'} | {'o':{'a':1}} | {'o':{'b':1}}",
                "{'op':'rename','path':'/a','to':'x/y~z'} | {'a':1} | {'x/y~z':1}",
                "{'op':'rename','path':'/a','to':'b'} | {'c':1} | {'c':1}",
                "{'op':'move','from':'/a','to':'/b/c'} | {'a':1} | {'b':{'c':1}}",
                "{'op':'move','from':'/a','to':'/b/c'} | {} | {}",
                "{'op':'move','from':'/b/c','to':'/a'} | {'b':{'c':1,'d':2}} | {'b':{'d':2},'a':1}",
                "{'op':'add','path':'/s','value':'NEW'} | {'a':1} | {'a':1,'s':'NEW'}",
                "{'op':'add','path':'/o/s','value':'NEW'} | {'a':1} | {'a':1}",
                "{'op':'drop','path':'/a','optional':true} | {'b':1} | {'b':1}",
                "{'op':'mapEnum','path':'/s','values':{'A':'X'}} | {'s':'A'} | {'s':'X'}",
                "{'op':'mapEnum','path':'/s','values':{'A':'X'}} | {'s':'B'} | {'s':'B'}",
                "{'op':'split','path':'/n','template':'{/f} {/l}'} | {'n':'A B C'} | {'f':'A','l':'B C'}",
                "{'op':'split','path':'/n','template':'{/f} {/l}'} | {'n':'A'} | {'f':'A'}",
                "{'op':'split','path':'/n','template':'{/f}-{/l}!'} | {'n':'A-B!'} | {'f':'A','l':'B'}",
                "{'op':'split','path':'/n','template':'{/n} {/l}'} | {'n':'A B'} | {'n':'A','l':'B'}",
                "{'op':'join','path':'/p','template':'EUR {/a}'} | {'a':'5'} | {'p':'EUR 5'}",
                "{'op':'join','path':'/p','template':'EUR {/a}'} | {} | {}",
                "{'op':'convert','path':'/q','from':'integer','to':'string'} | {'q':7} | {'q':'7'}",
                "{'op':'convert','path':'/q','from':'integer','to':'number'} | {'q':7} | {'q':7}",
                "{'op':'convert','path':'/q','from':'number','to':'string'} | {'q':7.25} | {'q':'7.25'}",
                "{'op':'convert','path':'/q','from':'boolean','to':'integer'} | {'q':true} | {'q':1}",
                "{'op':'convert','path':'/q','from':'boolean','to':'string'} | {'q':false} | {'q':'false'}",
                "{'op':'each','path':'/i','do':[{'op':'rename','path':'/a','to':'b'}]} | {'i':[{'a':1},{'a':2}]} | {'i':[{'b':1},{'b':2}]}",
                "{'op':'each','path':'/m','do':[{'op':'rename','path':'/a','to':'b'}]} | {'m':{'k':{'a':1}}} | {'m':{'k':{'b':1}}}",
            })
    void anOperationLeadsThereAndBackAgain(String operation, String before, String after) {
        DeclaredMigration migration = migration("1.0.0", "1.1.0", operation);

        assertThat(Json.canonical(migration.forward(json(before))))
                .isEqualTo(Json.canonical(json(after)));
        assertThat(migration.backward(json(after)).map(Json::canonical))
                .contains(Json.canonical(json(before)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'op':'rename','path':'/a','to':'b'} | | ",
                "{'op':'move','from':'/a','to':'/b/c'} | | ",
                "{'op':'add','path':'/s','value':1} | | /s",
                "{'op':'fill','path':'/s','value':1} | /s | ",
                "{'op':'drop','path':'/a','restore':1} | /a | ",
                "{'op':'mapEnum','path':'/s','values':{'A':'X','B':'Y'}} | | ",
                "{'op':'mapEnum','path':'/s','values':{'A':'X','B':'X'}} | /s | ",
                "{'op':'mapEnum','path':'/s','values':{'A':'X'},'otherwise':'Z'} | /s | ",
                "{'op':'mapEnum','path':'/s','values':{'A':'X'},'backward':{'X':'A','Y':'A'}} | | /s",
                "{'op':'split','path':'/n','template':'{/f} {/l}'} | | /f,/l",
                "{'op':'split','path':'/n','template':'{/f} {/l}','missing':''} | /n | /f,/l",
                "{'op':'join','path':'/n','template':'{/f} {/l}'} | /f,/l | ",
                "{'op':'convert','path':'/q','from':'integer','to':'string'} | | /q",
                "{'op':'convert','path':'/q','from':'number','to':'integer'} | /q | ",
                "{'op':'each','path':'/i','do':[{'op':'add','path':'/s','value':1}]} | | /i/*/s",
            })
    void whatIsLostIsToldByPointers(String operation, String forward, String backward) {
        Loss loss = migration("1.0.0", "1.1.0", operation).loss();

        assertThat(String.join(",", loss.forward())).isEqualTo(forward == null ? "" : forward);
        assertThat(String.join(",", loss.backward())).isEqualTo(backward == null ? "" : backward);
    }

    @Test
    void aLossIsToldInTheNamesOfTheVersionThatHasIt() {
        DeclaredMigration migration =
                migration(
                        "1.0.0",
                        "2.0.0",
                        "{'op':'rename','path':'/amount','to':'total'}",
                        "{'op':'add','path':'/state','value':'NEW'}",
                        "{'op':'drop','path':'/total','restore':0}",
                        "{'op':'rename','path':'/state','to':'status'}",
                        "{'op':'each','path':'/items','do':[{'op':'rename','path':'/a','to':'b'},"
                                + "{'op':'drop','path':'/b','optional':true}]}");

        assertThat(migration.loss().forward()).containsExactly("/amount", "/items/*/a");
        assertThat(migration.loss().backward()).containsExactly("/status");
    }

    @Test
    void whatIsDroppedWithoutAReplacementLeavesNoWayBack() {
        DeclaredMigration migration = migration("1.0.0", "2.0.0", "{'op':'drop','path':'/a'}");

        assertThat(migration.isReversible()).isFalse();
        assertThat(migration.backward(json("{}"))).isEmpty();
        assertThat(migration.forward(json("{'a':1,'b':2}"))).isEqualTo(json("{'b':2}"));
    }

    @Test
    void aValueFilledInStaysOnTheWayBack() {
        DeclaredMigration migration =
                migration("1.0.0", "2.0.0", "{'op':'fill','path':'/a','value':1}");

        assertThat(migration.forward(json("{}"))).isEqualTo(json("{'a':1}"));
        assertThat(migration.forward(json("{'a':2}"))).isEqualTo(json("{'a':2}"));
        assertThat(migration.backward(json("{'a':1}"))).contains(json("{'a':1}"));
    }

    @Test
    void whatItIsGivenIsNotChanged() {
        DeclaredMigration migration =
                migration(
                        "1.0.0",
                        "2.0.0",
                        "{'op':'each','path':'/i','do':[{'op':'rename','path':'/a','to':'b'}]}",
                        "{'op':'add','path':'/m','value':{'k':[]}}");
        JsonNode data = json("{'i':[{'a':1}]}");

        JsonNode first = migration.forward(data);
        ((ObjectNode) first.get("m")).put("k", 7);

        assertThat(data).isEqualTo(json("{'i':[{'a':1}]}"));
        assertThat(migration.forward(data).get("m")).isEqualTo(json("{'k':[]}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'op':'rename','path':'/a','to':'b'} | {'a':1,'b':2} | /b",
                "{'op':'move','from':'/a','to':'/b/c'} | {'a':1,'b':2} | /b/c",
                "{'op':'convert','path':'/q','from':'string','to':'integer'} | {'q':'x'} | /q",
                "{'op':'convert','path':'/q','from':'string','to':'integer'} | {'q':'1.5'} | /q",
                "{'op':'convert','path':'/q','from':'string','to':'boolean'} | {'q':'yes'} | /q",
                "{'op':'convert','path':'/q','from':'string','to':'number'} | {'q':'1e999999999'} | /q",
                "{'op':'convert','path':'/q','from':'integer','to':'string'} | {'q':1.5} | /q",
                "{'op':'mapEnum','path':'/s','values':{'A':'X'}} | {'s':1} | /s",
                "{'op':'split','path':'/n','template':'EUR {/a}'} | {'n':'USD 5'} | /n",
                "{'op':'split','path':'/n','template':'{/a}.'} | {'n':'5'} | /n",
                "{'op':'each','path':'/i','do':[{'op':'join','path':'/n','template':'{/a}'}]} | {'i':[{'a':'1'},{'a':2}]} | /i/1/a",
                "{'op':'each','path':'/i','do':[]} | {'i':[1]} | /i/0",
                "{'op':'each','path':'/i','do':[]} | {'i':1} | /i",
                "{'op':'drop','path':'/i'} | [] | ",
            })
    void dataThatDoesNotFitIsAProblemWithItsPlace(String operation, String data, String place) {
        Problem problem = failure(migration("1.0.0", "2.0.0", operation), data);

        assertThat(problem.code()).isEqualTo(ProblemCode.MIGRATION_FAILED);
        assertThat(problem.where()).isEqualTo("Orders:state:1.0.0:2.0.0");
        assertThat(problem.violations())
                .extracting(Violation::path)
                .containsExactly(place == null ? "" : place);
    }

    @Test
    void textThatIsNoNumberCanBecomeADeclaredOne() {
        DeclaredMigration migration =
                migration(
                        "1.0.0",
                        "2.0.0",
                        "{'op':'convert','path':'/q','from':'string','to':'integer','otherwise':0}");

        assertThat(migration.forward(json("{'q':'many'}"))).isEqualTo(json("{'q':0}"));
        assertThat(migration.forward(json("{'q':'12345678901234567890'}")).toString())
                .isEqualTo("{\"q\":12345678901234567890}");
        assertThat(migration.loss().forward()).containsExactly("/q");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'op':'renam','path':'/a','to':'b'} | /operations/0/op",
                "{} | /operations/0/op",
                "7 | /operations/0/op",
                "{'op':'rename','path':'/a'} | /operations/0/to",
                "{'op':'rename','path':'/a','to':'a'} | /operations/0/to",
                "{'op':'rename','path':'/a','to':1} | /operations/0/to",
                "{'op':'rename','path':'a','to':'b'} | /operations/0/path",
                "{'op':'rename','path':'','to':'b'} | /operations/0/path",
                "{'op':'rename','path':'/a','to':'b','x/y':1} | /operations/0/x~1y",
                "{'op':'move','from':'/a','to':'/a/b'} | /operations/0/to",
                "{'op':'move','from':'/a/b','to':'/a'} | /operations/0/to",
                "{'op':'drop','path':'/a','optional':1} | /operations/0/optional",
                "{'op':'mapEnum','path':'/a','values':{}} | /operations/0/values",
                "{'op':'mapEnum','path':'/a','values':{'a':1}} | /operations/0/values/a",
                "{'op':'split','path':'/a','template':'x'} | /operations/0/template",
                "{'op':'split','path':'/a','template':'{/x}{/y}'} | /operations/0/template",
                "{'op':'join','path':'/a','template':'{x}'} | /operations/0/template",
                "{'op':'convert','path':'/a','from':'integer','to':'integer'} | /operations/0/to",
                "{'op':'convert','path':'/a','from':'date','to':'integer'} | /operations/0/from",
                "{'op':'each','path':'/a','do':{}} | /operations/0/do",
                "{'op':'each','path':'/a','do':[{'op':'drop','path':'b'}]} | /operations/0/do/0/path",
                "{'op':'drop','path':'/a'},{'op':'rename','path':'/a/b','to':'c'} | /operations/1",
                "{'op':'rename','path':'/a','to':'b'},{'op':'drop','path':'/a'} | /operations/1",
            })
    void anOperationThatIsWrongOrImpossibleIsNamedByItsPlace(String operations, String place) {
        Problem problem = refusal(document("1.0.0", "2.0.0", operations));

        assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_MIGRATION);
        assertThat(problem.where()).isEqualTo("m.json");
        assertThat(problem.violations()).extracting(Violation::path).containsExactly(place);
    }

    @Test
    void aNameThatWasTakenAwayCanBeGivenAgain() {
        DeclaredMigration swap =
                migration(
                        "1.0.0",
                        "2.0.0",
                        "{'op':'rename','path':'/a','to':'t'}",
                        "{'op':'rename','path':'/b','to':'a'}",
                        "{'op':'rename','path':'/t','to':'b'}");

        assertThat(swap.forward(json("{'a':1,'b':2}"))).isEqualTo(json("{'a':2,'b':1}"));
        assertThat(swap.backward(json("{'a':2,'b':1}"))).contains(json("{'a':1,'b':2}"));
    }

    @Test
    void allThatIsWrongWithADocumentIsToldAtOnce() {
        Problem problem =
                refusal(
                        json(
                                "{'formatVersion':2,'agent':'','subject':'topic:/a','from':'1.0',"
                                        + "'to':'v2','operation':[],'loss':{'forward':['x']}}"));

        assertThat(problem.violations())
                .extracting(Violation::path)
                .containsExactlyInAnyOrder(
                        "/formatVersion",
                        "/agent",
                        "/subject",
                        "/from",
                        "/to",
                        "/operation",
                        "/operations",
                        "/loss/forward");
        assertThat(refusal(json("[]")).message()).contains("there is no object");
        assertThat(refusal(document("1.0.0", "1.0.0")).violations())
                .extracting(Violation::path)
                .containsExactly("/to");
    }

    @Test
    void theChecksumIsOfWhatTheDocumentMeans() {
        JsonNode document = document("1.0.0", "2.0.0", "{'op':'drop','path':'/a'}");
        String checksum = DeclaredMigration.read(document, "a").checksum();
        ObjectNode described = ((ObjectNode) document.deepCopy()).put("description", "why");
        JsonNode other = document("1.0.0", "2.0.0", "{'path':'/a','op':'drop'}");

        assertThat(DeclaredMigration.read(described, "b").checksum()).isEqualTo(checksum);
        assertThat(DeclaredMigration.read(other, "c").checksum()).isEqualTo(checksum);
        assertThat(migration("1.0.0", "2.0.0", "{'op':'drop','path':'/b'}").checksum())
                .isNotEqualTo(checksum)
                .matches("[0-9a-f]{64}");
    }

    @ParameterizedTest
    @CsvSource({
        "state,STATE,''",
        "payload:/order/created,PAYLOAD,/order/created",
        "input:total,INPUT,total",
        "output:total,OUTPUT,total"
    })
    void aSubjectIsWrittenAsOneWord(String text, Subject.Kind kind, String name) {
        assertThat(Subject.of(text)).contains(new Subject(kind, name));
        assertThat(new Subject(kind, name)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({"states", "state:", "state:x", "payload", "payload:", "''"})
    void otherWordsAreNoSubject(String text) {
        assertThat(Subject.of(text)).isEmpty();
    }

    @Test
    void aSubjectKnowsItsPlaceInAContract() {
        JsonNode contract =
                json(
                        "{'publishes':{'/t':{'payload':{'title':'p'}}},"
                                + "'methods':{'m':{'input':{'title':'i'},'output':{'title':'o'}}}}");

        assertThat(Subject.payload("/t").schema(contract)).contains(json("{'title':'p'}"));
        assertThat(new Subject(Subject.Kind.INPUT, "m").schema(contract))
                .contains(json("{'title':'i'}"));
        assertThat(new Subject(Subject.Kind.OUTPUT, "m").schema(contract))
                .contains(json("{'title':'o'}"));
        assertThat(Subject.STATE.schema(contract)).isEmpty();
    }
}
