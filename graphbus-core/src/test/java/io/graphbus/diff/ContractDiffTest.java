package io.graphbus.diff;

import static io.graphbus.diff.Contracts.codes;
import static io.graphbus.diff.Contracts.contract;
import static io.graphbus.diff.Contracts.diff;
import static io.graphbus.diff.Contracts.input;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.schema.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ContractDiffTest {

    private static final String OPTIONAL =
            "{'type':'object','properties':{'id':{'type':'string'}}}";
    private static final String REQUIRED =
            "{'type':'object','properties':{'id':{'type':'string'}},'required':['id']}";

    @Test
    void equalContractsDoNotDiffer() {
        ContractDiff diff = diff(input(OPTIONAL), input(OPTIONAL));

        assertThat(diff.changes()).isEmpty();
        assertThat(diff.verdict()).isEqualTo(Effect.NONE);
        assertThat(diff.bump()).isEqualTo(Bump.NONE);
        assertThat(diff.minimum()).isEqualTo(Version.of("1.0.0"));
    }

    @Test
    void methodsAndTopicsComeAndGo() {
        String before =
                "'methods':{'a':{'input':true,'output':true}},"
                        + "'publishes':{'/x':{'payload':{'type':'string'}}},'subscribes':{'/y':{'handler':'on'}}";
        String after = "'methods':{},'publishes':{},'subscribes':{}";

        assertThat(codes(diff(before, after)))
                .containsExactly(
                        "METHOD_REMOVED BREAKS",
                        "PUBLICATION_REMOVED BREAKS",
                        "SUBSCRIPTION_REMOVED WARN");
        assertThat(codes(diff(after, before)))
                .containsExactly(
                        "METHOD_ADDED SAFE", "PUBLICATION_ADDED SAFE", "SUBSCRIPTION_ADDED SAFE");
        assertThat(diff(after, before).bump()).isEqualTo(Bump.MINOR);
        assertThat(diff(before, after).changes().get(1).pointer()).isEqualTo("/publishes/~1x");
    }

    @Test
    void aMethodOfAnotherNameLooksRenamed() {
        ContractDiff diff = diff(input(REQUIRED), input(REQUIRED).replace("place", "submitOrder"));

        assertThat(diff.changes())
                .extracting(Change::suggestion)
                .containsOnly("looks like place renamed to submitOrder");
    }

    @Test
    void aPayloadsOwnVersionIsNoChange() {
        String topic = "'publishes':{'/x':{'payload':true,'version':'1.0.0'}}";

        assertThat(diff(topic, topic.replace("1.0.0", "2.0.0")).changes()).isEmpty();
    }

    @Test
    void handlersOfOneTopicAreMatchedByName() {
        String before =
                "'subscribes':{'/x':[{'handler':'a','accepts':true},{'handler':'b','accepts':"
                        + OPTIONAL
                        + "}]}";
        String after =
                "'subscribes':{'/x':[{'handler':'b','accepts':"
                        + REQUIRED
                        + "},{'handler':'c','accepts':true},{'handler':'d'}]}";
        ContractDiff diff = diff(before, after);

        assertThat(codes(diff))
                .containsExactly("ACCEPTS_PROPERTY_MADE_REQUIRED BREAKS", "HANDLER_ADDED SAFE");
        assertThat(diff.changes().get(0).pointer())
                .isEqualTo("/subscribes/~1x/0/accepts/properties/id");
        assertThat(codes(diff(after, before)))
                .containsExactly("ACCEPTS_PROPERTY_MADE_OPTIONAL SAFE", "HANDLER_REMOVED WARN");
    }

    @ParameterizedTest
    @CsvSource({
        "^1.2, >=1.2 <2, SUBSCRIPTION_VERSIONS_REWRITTEN NONE,",
        "^1.2, '^1.2 || ^2', SUBSCRIPTION_VERSIONS_WIDENED SAFE,",
        "*, ^2, SUBSCRIPTION_VERSIONS_NARROWED BREAKS, 0.0.0",
        "^1.2, ^1.3, SUBSCRIPTION_VERSIONS_NARROWED BREAKS, 1.2.0",
        "1.x, 1.4.x, SUBSCRIPTION_VERSIONS_NARROWED BREAKS, 1.0.0",
        ">=1 <3, ^2, SUBSCRIPTION_VERSIONS_NARROWED BREAKS, 1.0.0",
    })
    void aRangeOfVersionsIsAPromiseToo(String before, String after, String code, String witness) {
        String entry = "'subscribes':{'/x':{'handler':'on','versions':'%s'}}";
        ContractDiff diff = diff(entry.formatted(before), entry.formatted(after));

        assertThat(codes(diff)).containsExactly(code);
        JsonNode shown = diff.changes().get(0).witness();
        assertThat(shown == null ? null : shown.stringValue()).isEqualTo(witness);
    }

    @Test
    void errorsKeysCallsAndDeprecationsAreCompared() {
        String before =
                "'methods':{'a':{'errors':{'GONE':true,'KEPT':{'type':'string'}}}},"
                        + "'publishes':{'/x':{'payload':true,'key':'/id'}},"
                        + "'calls':{'B.m':{'versions':'^1','expects':"
                        + OPTIONAL
                        + "},'B.n':{}}";
        String after =
                "'methods':{'a':{'errors':{'NEW':true,'KEPT':{'type':['string','null']}},"
                        + "'deprecated':{'since':'2.0.0'}}},"
                        + "'publishes':{'/x':{'payload':true}},"
                        + "'calls':{'B.m':{'versions':'^2','expects':"
                        + REQUIRED
                        + "}}";

        assertThat(codes(diff(before, after)))
                .containsExactly(
                        "ERROR_REMOVED SAFE",
                        "ERROR_TYPE_CHANGED BREAKS",
                        "ERROR_ADDED WARN",
                        "METHOD_DEPRECATION_CHANGED WARN",
                        "PUBLICATION_KEY_CHANGED WARN",
                        "EXPECTS_PROPERTY_MADE_REQUIRED BREAKS",
                        "CALL_VERSIONS_NARROWED BREAKS",
                        "CALL_REMOVED SAFE");
    }

    @Test
    void whatTheContractSaysOfItselfIsCompared() {
        ContractDiff diff =
                ContractDiff.between(
                        contract("1.0.0", "'compat':{'reader':'FULL'},'owner':'me'"),
                        contract("1.0.1", "'owner':'you'"));

        assertThat(codes(diff)).containsExactly("COMPAT_CHANGED WARN", "DOCUMENT_CHANGED NONE");
    }

    @Test
    void aPromiseIsNotTakenBackByDeclaringLess() {
        String full = "'compat':{'reader':'FULL'}," + input(REQUIRED);
        String none = "'compat':{'reader':'NONE'}," + input(OPTIONAL);

        assertThat(codes(diff(full, none)))
                .contains("INPUT_PROPERTY_MADE_OPTIONAL BREAKS", "COMPAT_CHANGED WARN");
    }

    @Test
    void whatWasNeverPromisedIsToldButAsksForNoMajorVersion() {
        String none = "'compat':{'reader':'NONE','writer':'NONE'}";
        ContractDiff diff = diff(none + "," + input(OPTIONAL), none + "," + input(REQUIRED));

        assertThat(codes(diff)).containsExactly("INPUT_PROPERTY_MADE_REQUIRED BREAKS");
        assertThat(diff.bump()).isEqualTo(Bump.MINOR);
        assertThat(diff(none + "," + input(OPTIONAL), none).bump()).isEqualTo(Bump.MINOR);
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3, true, MAJOR, 2.0.0",
        "1.2.3, false, MINOR, 1.3.0",
        "0.2.3, true, MINOR, 0.3.0",
        "0.2.3, false, PATCH, 0.2.4",
    })
    void theSmallestVersionIsComputed(String from, boolean breaks, Bump bump, String minimum) {
        ContractDiff diff =
                ContractDiff.between(
                        contract(from, input(breaks ? OPTIONAL : REQUIRED)),
                        contract("9.0.0", input(breaks ? REQUIRED : OPTIONAL)));

        assertThat(diff.bump()).isEqualTo(bump);
        assertThat(diff.minimum()).isEqualTo(Version.of(minimum));
        assertThat(diff.isRaisedEnough()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3, 1.2.4, PATCH",
        "1.2.3, 1.3.0, MINOR",
        "1.2.3, 2.0.0-rc.1, MAJOR",
        "1.2.3, 1.2.3+b, NONE",
        "1.2.3, 1.1.9, NONE",
        "2.0.0, 1.9.9, NONE",
        "1.2.3, 1.2.2, NONE",
    })
    void howFarAVersionRises(String from, String to, Bump bump) {
        assertThat(Bump.between(Version.of(from), Version.of(to))).isEqualTo(bump);
    }

    @Test
    void theReportHasEverythingAndIsTheSameEachTime() {
        ContractDiff diff = diff(input(OPTIONAL), input(REQUIRED));

        assertThat(diff.json().toString())
                .isEqualTo(diff(input(OPTIONAL), input(REQUIRED)).json().toString())
                .startsWith(
                        "{\"agent\":\"Orders\",\"from\":\"1.0.0\",\"to\":\"2.0.0\",\"verdict\":\"BREAKS\","
                                + "\"bump\":\"major\",\"minimumVersion\":\"2.0.0\",\"changes\":[{\"code\":")
                .contains("\"witness\":{}", "\"position\":\"input\"");
    }

    @Test
    void anyDocumentCanBeCompared() {
        for (String members :
                new String[] {
                    "'methods':[1]",
                    "'methods':{'a':1}",
                    "'methods':{'a':{'input':'x'}}",
                    "'publishes':{'/x':null}",
                    "'subscribes':{'/x':[1,[]]}",
                    "'compat':7"
                }) {
            assertThat(diff("", members).changes()).isNotNull();
            assertThat(diff(members, input(OPTIONAL)).changes()).isNotNull();
            assertThat(diff(input(OPTIONAL), members).changes()).isNotNull();
        }
    }
}
