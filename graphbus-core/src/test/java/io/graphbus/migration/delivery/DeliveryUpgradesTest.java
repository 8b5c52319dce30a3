package io.graphbus.migration.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.agent.Contract.Stability;
import io.graphbus.contract.AgentContract;
import io.graphbus.contract.impact.EdgeImpact;
import io.graphbus.contract.impact.EdgeJudge;
import io.graphbus.contract.impact.EdgeJudge.Ends;
import io.graphbus.contract.impact.EdgeJudge.Traffic;
import io.graphbus.contract.impact.EdgeVerdict;
import io.graphbus.contract.impact.Upgrades;
import io.graphbus.migration.DeclaredMigration;
import io.graphbus.migration.Migration;
import io.graphbus.schema.Json;
import io.graphbus.schema.Version;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What migrations make of an edge that breaks. */
class DeliveryUpgradesTest {

    private static final String TOPIC = "/Order/Created";
    private static final JsonNode AMOUNT = order("amount");
    private static final JsonNode TOTAL = order("total");

    private final List<Migration> migrations = new ArrayList<>();
    private final List<AgentContract> contracts =
            new ArrayList<>(List.of(orders("1.0.0", AMOUNT), orders("2.0.0", TOTAL)));

    private static JsonNode order(String member) {
        return json(
                "{'type':'object','properties':{'id':{'type':'string'},'%s':{'type':'integer'}},'required':['id','%s']}"
                        .formatted(member, member));
    }

    private static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"'), "test");
    }

    private static AgentContract orders(String version, JsonNode payload) {
        return AgentContract.written(
                "Orders",
                Version.of(version),
                Stability.STABLE,
                json("{'publishes':{'%s':{'payload':%s}}}".formatted(TOPIC, payload)));
    }

    private void migration(String from, String to, String operations) {
        migrations.add(
                DeclaredMigration.read(
                        json(
                                "{'formatVersion':1,'agent':'Orders','subject':'payload:%s','from':'%s','to':'%s','operations':%s}"
                                        .formatted(TOPIC, from, to, operations)),
                        "test"));
    }

    private EdgeImpact edge(JsonNode written, String version, JsonNode accepted, String range) {
        Upgrades upgrades =
                DeliveryUpgrades.of(
                        migrations,
                        agent -> contracts.stream().filter(c -> c.agent().equals(agent)).toList());
        return new EdgeJudge(upgrades)
                .event(
                        new Ends("Orders", "Billing", TOPIC, "bill"),
                        new Traffic(written, accepted, version, range));
    }

    private static final String RENAMED = "[{'op':'rename','path':'/amount','to':'total'}]";

    @Test
    void aPathToAVersionOfTheRangeMakesTheEdgeSafe() {
        migration("1.0.0", "2.0.0", RENAMED);

        EdgeImpact back = edge(TOTAL, "2.0.0", AMOUNT, "^1");
        assertThat(back.verdict()).isEqualTo(EdgeVerdict.SAFE_VIA_MIGRATION);
        assertThat(back.steps())
                .containsExactly(
                        "2.0.0 -> 1.0.0 back by Orders:payload:/Order/Created:1.0.0:2.0.0");
        assertThat(back.fix()).isEmpty();
        assertThat(edge(AMOUNT, "1.0.0", TOTAL, ">=2").steps())
                .containsExactly("1.0.0 -> 2.0.0 by Orders:payload:/Order/Created:1.0.0:2.0.0");
    }

    @Test
    void aReaderWithoutRangeGetsWhatFits() {
        migration("1.0.0", "2.0.0", RENAMED);

        assertThat(edge(TOTAL, "2.0.0", AMOUNT, "*").verdict())
                .isEqualTo(EdgeVerdict.SAFE_VIA_MIGRATION);
    }

    @Test
    void aVersionThatTheRangeTakesIsNotMigrated() {
        migration("1.0.0", "2.0.0", RENAMED);

        assertThat(edge(TOTAL, "2.0.0", AMOUNT, ">=1").verdict()).isEqualTo(EdgeVerdict.BREAKS);
    }

    @Test
    void aHopThatIsMissingIsNeverAssumed() {
        migration("1.0.0", "1.1.0", "[{'op':'add','path':'/note','value':''}]");

        assertThat(edge(TOTAL, "2.0.0", AMOUNT, "^1").verdict()).isEqualTo(EdgeVerdict.BREAKS);
        assertThat(edge(AMOUNT, "2.0.0", AMOUNT, "^1").verdict()).isEqualTo(EdgeVerdict.RANGE_ONLY);
    }

    @Test
    void severalStepsAreListedInTheirOrder() {
        contracts.add(orders("1.1.0", order("sum")));
        migration("1.0.0", "1.1.0", "[{'op':'rename','path':'/amount','to':'sum'}]");
        migration("1.1.0", "2.0.0", "[{'op':'rename','path':'/sum','to':'total'}]");

        assertThat(edge(TOTAL, "2.0.0", AMOUNT, "1.0.0").steps())
                .containsExactly(
                        "2.0.0 -> 1.1.0 back by Orders:payload:/Order/Created:1.1.0:2.0.0",
                        "1.1.0 -> 1.0.0 back by Orders:payload:/Order/Created:1.0.0:1.1.0");
    }

    @Test
    void aResultThatTheReaderRefusesDoesNotHelp() {
        migration("1.0.0", "2.0.0", "[{'op':'rename','path':'/amount','to':'sum'}]");

        assertThat(edge(TOTAL, "2.0.0", AMOUNT, "^1").verdict()).isEqualTo(EdgeVerdict.BREAKS);
    }

    @Test
    void aMigrationThatBreaksItsLawsDoesNotHelp() {
        migration(
                "1.0.0",
                "2.0.0",
                "[{'op':'rename','path':'/amount','to':'total'},{'op':'drop','path':'/id','restore':''}]");

        assertThat(edge(TOTAL, "2.0.0", AMOUNT, "^1").verdict()).isEqualTo(EdgeVerdict.BREAKS);
    }

    @Test
    void aRangeThatIsInTheWayIsReachedByMigration() {
        JsonNode anything = json("true");
        migration("1.0.0", "2.0.0", RENAMED);

        assertThat(edge(TOTAL, "2.0.0", anything, "^1").verdict())
                .isEqualTo(EdgeVerdict.SAFE_VIA_MIGRATION);
        assertThat(edge(TOTAL, "3.0.0", anything, "^1").verdict())
                .isEqualTo(EdgeVerdict.RANGE_ONLY);
    }

    @Test
    void migrationsOfOtherSubjectsChangeNothing() {
        migrations.add(
                DeclaredMigration.read(
                        json(
                                "{'formatVersion':1,'agent':'Orders','subject':'state','from':'2.0.0','to':'1.0.0','operations':[]}"),
                        "test"));

        assertThat(edge(TOTAL, "2.0.0", AMOUNT, "^1").verdict()).isEqualTo(EdgeVerdict.BREAKS);
    }

    private static final String NUMBERS =
            "{'type':'object','properties':{'a':{'type':'integer'%s},'%s':{'type':'%s'}},'required':['a']}";
    private static final JsonNode NOTED = json(NUMBERS.formatted("", "note", "string"));
    private static final JsonNode BOUNDED =
            json(NUMBERS.formatted(",'maximum':1000000", "remark", "string"));

    @Test
    void aMigrationOfSomethingElseDoesNotHelp() {
        contracts.clear();
        contracts.add(orders("2.0.0", NOTED));
        migration("1.0.0", "2.0.0", "[{'op':'rename','path':'/remark','to':'note'}]");

        EdgeImpact edge = edge(NOTED, "2.0.0", BOUNDED, "*");
        assertThat(edge.verdict()).isEqualTo(EdgeVerdict.BREAKS);
        assertThat(edge.witness().path("a").asInt()).isGreaterThan(1_000_000);
        assertThat(edge(NOTED, "2.0.0", BOUNDED, "^1").verdict()).isEqualTo(EdgeVerdict.BREAKS);

        contracts.add(orders("1.0.0", json(NUMBERS.formatted("", "remark", "string"))));
        assertThat(edge(NOTED, "2.0.0", BOUNDED, "*").verdict()).isEqualTo(EdgeVerdict.BREAKS);
        assertThat(edge(NOTED, "2.0.0", BOUNDED, "^1").verdict()).isEqualTo(EdgeVerdict.BREAKS);
    }

    @Test
    void aContractThatAMigrationDoesNotKeepProvesNothing() {
        JsonNode accepted =
                json(
                        "{'type':'object','properties':{'a':{'type':'integer','maximum':1000000},'remark':{'type':'string'}},'required':['a','remark']}");
        JsonNode written =
                json(
                        "{'type':'object','properties':{'a':{'type':'integer'},'note':{'type':'string'}},'required':['a','note']}");
        contracts.clear();
        contracts.addAll(List.of(orders("1.0.0", accepted), orders("2.0.0", written)));
        migration("1.0.0", "2.0.0", "[{'op':'rename','path':'/remark','to':'note'}]");

        assertThat(edge(written, "2.0.0", accepted, "^1").verdict()).isEqualTo(EdgeVerdict.BREAKS);
        assertThat(edge(written, "2.0.0", accepted, "*").verdict()).isEqualTo(EdgeVerdict.BREAKS);
    }

    @Test
    void aVersionOfWhichNothingIsKnownProvesNothing() {
        contracts.clear();
        contracts.add(orders("2.0.0", TOTAL));
        migration("1.0.0", "2.0.0", RENAMED);

        assertThat(edge(TOTAL, "2.0.0", AMOUNT, "^1").verdict()).isEqualTo(EdgeVerdict.BREAKS);
        assertThat(edge(TOTAL, "2.0.0", json("true"), "^1").verdict())
                .isEqualTo(EdgeVerdict.SAFE_VIA_MIGRATION);
    }

    @Test
    void whatTheReaderMigratesItselfLeadsToWhatTheWriterSaid() {
        migrations.add(
                DeclaredMigration.read(
                        json(
                                "{'formatVersion':1,'agent':'Billing','subject':'payload:%s','from':'2.0.0','to':'1.0.0','operations':[{'op':'rename','path':'/total','to':'amount'}]}"
                                        .formatted(TOPIC)),
                        "test"));

        assertThat(edge(TOTAL, "2.0.0", AMOUNT, "^1").verdict())
                .isEqualTo(EdgeVerdict.SAFE_VIA_MIGRATION);
        contracts.removeFirst();
        assertThat(edge(TOTAL, "2.0.0", AMOUNT, "^1").verdict()).isEqualTo(EdgeVerdict.BREAKS);
    }
}
