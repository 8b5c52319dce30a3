package io.graphbus.contract.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.agent.Contract.Stability;
import io.graphbus.contract.AgentContract;
import io.graphbus.contract.Agreement.Party;
import io.graphbus.contract.deploy.DeployGate.Rules;
import io.graphbus.contract.impact.Upgrades;
import io.graphbus.schema.Json;
import io.graphbus.schema.Version;
import io.graphbus.store.deployment.Deployment;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeployGateTest {

    private static final String ORDER =
            "{'type':'object','properties':{'id':{'type':'string'},'%s':{'type':'integer'}},"
                    + "'required':['id','%s']}";
    private static final String PUBLISHES = "{'publishes':{'/Order/Created':{'payload':%s}}}";
    private static final String READS =
            "{'subscribes':{'/Order/*':{'handler':'bill','versions':'%s','accepts':%s}}}";
    private static final AgentContract ORDERS_1 =
            contract("Orders", "1.0.0", PUBLISHES.formatted(order("amount")));
    private static final AgentContract ORDERS_2 =
            contract("Orders", "2.0.0", PUBLISHES.formatted(order("total")));
    private static final AgentContract BILLING_1 =
            contract("Billing", "1.0.0", READS.formatted("*", order("amount")));
    private static final AgentContract BILLING_2 =
            contract("Billing", "2.0.0", READS.formatted(">=2", order("total")));

    private final List<AgentContract> known =
            new ArrayList<>(List.of(ORDERS_1, ORDERS_2, BILLING_1, BILLING_2));
    private final List<Deployment> live = new ArrayList<>();
    private Set<String> ignored = Set.of();
    private boolean allowed;
    private Map<String, Set<String>> needs = Map.of();
    private Map<String, Set<Party>> stored = Map.of();

    private static String order(String member) {
        return ORDER.formatted(member, member);
    }

    private static AgentContract contract(String agent, String version, String document) {
        return AgentContract.written(
                agent,
                Version.of(version),
                Stability.STABLE,
                Json.parse(document.replace('\'', '"'), agent));
    }

    private void live(String agent, String version) {
        live.add(new Deployment("prod", agent, Version.of(version), Instant.EPOCH));
    }

    private AgentContract known(String agent, String version, String document) {
        AgentContract contract = contract(agent, version, document);
        known.add(contract);
        return contract;
    }

    private GateReport ask(AgentContract... asked) {
        Rules rules = new Rules(needs, Upgrades.NONE, LocalDate.of(2026, 11, 29), stored);
        return new DeployGate(known, rules)
                .ask(new GateQuestion("Prod", Arrays.asList(asked), ignored, allowed), live);
    }

    private static List<String> lines(GateReport report) {
        return report.rows().stream()
                .map(
                        row ->
                                row.answer()
                                        + " "
                                        + row.agent()
                                        + "@"
                                        + row.version()
                                        + " "
                                        + row.peer()
                                        + "@"
                                        + row.peerVersion()
                                        + (row.cause() == null ? "" : " " + row.cause().text())
                                        + (row.edge() == null ? "" : " " + row.edge().via()))
                .toList();
    }

    @Test
    void whatALiveReaderCannotReadIsRefusedWithTheValue() {
        live("Billing", "1.0.0");
        live("Orders", "1.0.0");

        GateReport report = ask(ORDERS_2);

        assertThat(report.answer()).isEqualTo(GateAnswer.NO);
        assertThat(lines(report)).containsExactly("NO Orders@2.0.0 Billing@1.0.0 /Order/Created");
        assertThat(report.rows().getFirst().edge().witness().propertyNames())
                .containsExactly("id", "total");
        assertThat(GateDocument.of(report).at("/rows/0/witness/total").isNumber()).isTrue();
        assertThat(ask(ORDERS_1).answer()).isEqualTo(GateAnswer.YES);
    }

    @Test
    void aReaderIsHeldToWhatIsWrittenThere() {
        live("Orders", "1.0.0");

        assertThat(lines(ask(BILLING_2)))
                .containsExactly("NO Billing@2.0.0 Orders@1.0.0 /Order/Created");
        assertThat(ask(BILLING_1).answer()).isEqualTo(GateAnswer.YES);
    }

    @Test
    void severalAskedForAreOneStateWithoutWhatTheyReplace() {
        live("Billing", "1.0.0");
        live("Orders", "1.0.0");

        GateReport report = ask(ORDERS_2, BILLING_2);

        assertThat(report.answer()).isEqualTo(GateAnswer.YES);
        assertThat(lines(report)).containsExactly("YES Orders@2.0.0 Billing@2.0.0 /Order/Created");
        assertThat(report.environment()).isEqualTo("prod");
    }

    @Test
    void everyLiveVersionOfAPeerIsLookedAt() {
        live("Billing", "1.0.0");
        live("Billing", "2.0.0");

        assertThat(lines(ask(ORDERS_2)))
                .containsExactly(
                        "NO Orders@2.0.0 Billing@1.0.0 /Order/Created",
                        "YES Orders@2.0.0 Billing@2.0.0 /Order/Created");
    }

    @Test
    void anEnvironmentOfWhichNothingIsRecordedIsUnknown() {
        GateReport report = ask(ORDERS_1, BILLING_1);

        assertThat(report.answer()).isEqualTo(GateAnswer.UNKNOWN);
        assertThat(lines(report))
                .containsExactly(
                        "UNKNOWN Billing@1.0.0 null@null nothing-recorded",
                        "UNKNOWN Orders@1.0.0 null@null nothing-recorded",
                        "YES Orders@1.0.0 Billing@1.0.0 /Order/Created");
        assertThat(ask(ORDERS_2, BILLING_1).answer()).isEqualTo(GateAnswer.NO);
    }

    @Test
    void aNeighbourThatIsNotRecordedIsUnknownUntilItIsLeftOut() {
        live("Orders", "1.0.0");

        assertThat(lines(ask(ORDERS_2)))
                .containsExactly("UNKNOWN Orders@2.0.0 Billing@null peer-not-deployed");
        ignored = Set.of("Billing");
        GateReport report = ask(ORDERS_2);
        assertThat(report.answer()).isEqualTo(GateAnswer.YES);
        assertThat(report.rows()).extracting(GateRow::mark).containsExactly(GateRow.Mark.IGNORED);
        assertThat(GateDocument.of(report).at("/rows/0/mark").asString()).isEqualTo("ignored");
    }

    @Test
    void aLiveAgentWithoutContractIsUnknown() {
        live("Legacy", "0.9.0");
        live("Billing", "1.0.0");

        GateReport report = ask(ORDERS_1);

        assertThat(report.answer()).isEqualTo(GateAnswer.UNKNOWN);
        assertThat(lines(report))
                .containsExactly(
                        "UNKNOWN Orders@1.0.0 Legacy@0.9.0 no-contract",
                        "YES Orders@1.0.0 Billing@1.0.0 /Order/Created");
        assertThat(GateDocument.of(report).at("/rows/0/cause").asString()).isEqualTo("no-contract");
    }

    @Test
    void whatIsNotDecidedCountsOnlyWhenItIsAllowed() {
        AgentContract odd =
                known(
                        "Orders",
                        "3.0.0",
                        PUBLISHES.formatted(
                                "{'type':'string','pattern':'^(?=[a-f]+$)(?!.*aa)[a-f]{2,40}$'}"));
        known(
                "Reader",
                "1.0.0",
                READS.formatted("*", "{'type':'string','pattern':'^(?!.*aa)[a-g]{2,41}$'}"));
        live("Reader", "1.0.0");
        ignored = Set.of("Billing");

        assertThat(ask(odd).answer()).isEqualTo(GateAnswer.UNKNOWN);
        allowed = true;
        assertThat(ask(odd).answer()).isEqualTo(GateAnswer.YES);
        assertThat(ask(odd).rows()).extracting(GateRow::mark).contains(GateRow.Mark.ALLOWED);
    }

    @Test
    void aRangeThatLeavesTheVersionOutIsRefused() {
        known("Pinned", "1.0.0", READS.formatted("^1", "true"));
        live("Pinned", "1.0.0");
        ignored = Set.of("Billing");

        assertThat(ask(ORDERS_1).answer()).isEqualTo(GateAnswer.YES);
        assertThat(ask(ORDERS_2).answer()).isEqualTo(GateAnswer.NO);
    }

    @Test
    void aTopicThatIsGoneIsMissedUnlessItsEndWasAnnounced() {
        AgentContract silent = known("Orders", "3.0.0", "{}");
        live("Orders", "1.0.0");
        live("Billing", "1.0.0");

        assertThat(ask(silent).rows().getFirst().edge().findings().getFirst().code())
                .isEqualTo("TOPIC_REMOVED");
        assertThat(ask(silent).answer()).isEqualTo(GateAnswer.NO);

        deprecated("1.1.0", "2026-12-24");
        assertThat(ask(silent).answer()).isEqualTo(GateAnswer.NO);
        deprecated("1.2.0", "2026-11-28");
        GateReport report = ask(silent);
        assertThat(report.answer()).isEqualTo(GateAnswer.YES);
        assertThat(report.rows()).extracting(GateRow::mark).containsExactly(GateRow.Mark.ANNOUNCED);
    }

    private void deprecated(String version, String sunset) {
        known(
                "Orders",
                version,
                "{'publishes':{'/Order/Created':{'payload':%s,'deprecated':{'since':'1.1.0','sunset':'%s'}}}}"
                        .formatted(order("amount"), sunset));
        live.removeIf(d -> d.agent().equals("Orders"));
        live("Orders", version);
    }

    @Test
    void declaredCallsAreComparedInBothDirections() {
        AgentContract stock1 = known("Stock", "1.0.0", stock("integer", "string"));
        AgentContract stock2 = known("Stock", "2.0.0", stock("integer", "number"));
        AgentContract stock3 = known("Stock", "3.0.0", "{}");
        AgentContract shop =
                known(
                        "Shop",
                        "1.0.0",
                        "{'calls':{'Stock.reserve':{'sends':{'type':'integer'},'expects':{'type':'string'}}}}");
        live("Stock", "1.0.0");
        assertThat(lines(ask(shop)))
                .containsExactly(
                        "YES Shop@1.0.0 Stock@1.0.0 Stock.reserve",
                        "YES Shop@1.0.0 Stock@1.0.0 Stock.reserve result");

        live("Shop", "1.0.0");
        assertThat(ask(stock1).answer()).isEqualTo(GateAnswer.YES);
        assertThat(lines(ask(stock2)).getFirst())
                .isEqualTo("NO Stock@2.0.0 Shop@1.0.0 Stock.reserve result");
        assertThat(lines(ask(stock3))).containsExactly("NO Stock@3.0.0 Shop@1.0.0 Stock.reserve");
    }

    private static String stock(String input, String output) {
        return "{'methods':{'reserve':{'input':{'type':'%s'},'output':{'type':'%s'}}}}"
                .formatted(input, output);
    }

    @Test
    void whatACallerDoesNotDeclareIsWhatItGetsNow() {
        known("Stock", "1.0.0", stock("integer", "string"));
        AgentContract other = known("Stock", "2.0.0", stock("string", "string"));
        AgentContract same = known("Stock", "1.1.0", stock("number", "string"));
        known("Shop", "1.0.0", "{'calls':{'Stock.reserve':{}}}");
        known("Cart", "1.0.0", "{}");
        needs = Map.of("Cart", Set.of("Stock"));
        live("Stock", "1.0.0");
        live("Shop", "1.0.0");
        live("Cart", "1.0.0");

        assertThat(ask(same).answer()).isEqualTo(GateAnswer.YES);
        assertThat(ask(same).rows()).hasSize(4);
        assertThat(lines(ask(other)).subList(0, 2))
                .containsExactly(
                        "NO Stock@2.0.0 Cart@1.0.0 Stock.reserve",
                        "NO Stock@2.0.0 Shop@1.0.0 Stock.reserve");
    }

    @Test
    void callsOfAnAgentThatIsNotThereAreUnknown() {
        AgentContract shop = known("Shop", "1.0.0", "{'calls':{'Ghost.appear':{}}}");
        live("Billing", "1.0.0");

        assertThat(lines(ask(shop)))
                .containsExactly("UNKNOWN Shop@1.0.0 Ghost@null peer-not-deployed");
    }

    @Test
    void aCallOfWhichNothingIsKnownIsNotDecided() {
        AgentContract stock = known("Stock", "1.0.0", stock("integer", "string"));
        known("Shop", "1.0.0", "{'calls':{'Stock.reserve':{}}}");
        known("Cart", "1.0.0", "{'calls':{'Stock.reserve':{'versions':'^1'}}}");
        live("Shop", "1.0.0");
        live("Cart", "1.0.0");

        assertThat(lines(ask(stock)))
                .containsExactly(
                        "UNKNOWN Stock@1.0.0 Shop@1.0.0 indeterminate Stock.reserve",
                        "YES Stock@1.0.0 Cart@1.0.0 Stock.reserve",
                        "YES Stock@1.0.0 Cart@1.0.0 Stock.reserve result",
                        "YES Stock@1.0.0 Shop@1.0.0 Stock.reserve result");
    }

    @Test
    void aReplacedVersionWithoutContractIsUnknown() {
        AgentContract silent = known("Orders", "3.0.0", "{}");
        live("Orders", "0.5.0");
        live("Billing", "1.0.0");

        GateReport report = ask(silent);

        assertThat(report.answer()).isEqualTo(GateAnswer.UNKNOWN);
        assertThat(lines(report)).containsExactly("UNKNOWN Orders@3.0.0 Orders@0.5.0 no-contract");
        ignored = Set.of("Orders");
        assertThat(ask(silent).answer()).isEqualTo(GateAnswer.YES);
    }

    @Test
    void aCalleeOfWhichNoVersionIsKnownToHaveBeenThereIsNotDecided() {
        AgentContract stock = known("Stock", "1.0.0", stock("integer", "string"));
        known("Cart", "1.0.0", "{}");
        needs = Map.of("Cart", Set.of("Stock"));
        live("Cart", "1.0.0");

        assertThat(lines(ask(stock)))
                .containsExactly("UNKNOWN Stock@1.0.0 Cart@1.0.0 indeterminate Stock");
        live("Stock", "0.9.0");
        assertThat(lines(ask(stock)))
                .containsExactly(
                        "UNKNOWN Stock@1.0.0 Cart@1.0.0 indeterminate Stock",
                        "UNKNOWN Stock@1.0.0 Stock@0.9.0 no-contract");
    }

    @Test
    void aCallThatIsNewIsNotTakenForWhatTheOtherOneTakes() {
        AgentContract calling = known("Shop", "2.0.0", "{'calls':{'Stock.reserve':{}}}");
        AgentContract again = known("Shop", "2.1.0", "{'calls':{'Stock.reserve':{}}}");
        known("Shop", "1.0.0", "{}");
        known("Stock", "1.0.0", stock("integer", "string"));
        live("Stock", "1.0.0");

        assertThat(ask(calling).answer()).isEqualTo(GateAnswer.UNKNOWN);
        live("Shop", "1.0.0");
        assertThat(lines(ask(calling)))
                .contains("UNKNOWN Shop@2.0.0 Stock@1.0.0 indeterminate Stock.reserve");
        live("Shop", "2.0.0");
        assertThat(ask(again).answer()).isEqualTo(GateAnswer.YES);
    }

    @Test
    void eventsThatAreKeptCountAsTheVersionsThatWroteThem() {
        live("Orders", "2.0.0");
        assertThat(ask(BILLING_2).answer()).isEqualTo(GateAnswer.YES);

        AgentContract strict = known("Billing", "3.0.0", READS.formatted("*", order("total")));
        assertThat(ask(strict).answer()).isEqualTo(GateAnswer.YES);
        stored = Map.of("Billing", Set.of(new Party("Orders", Version.of("1.0.0"))));
        assertThat(ask(strict).answer()).isEqualTo(GateAnswer.NO);
        assertThat(lines(ask(strict))).anyMatch(line -> line.contains("Orders@1.0.0"));

        stored = Map.of("Billing", Set.of(new Party("Orders", Version.of("0.9.0"))));
        assertThat(ask(strict).answer()).isEqualTo(GateAnswer.UNKNOWN);
    }
}
