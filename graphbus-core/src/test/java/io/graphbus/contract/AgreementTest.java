package io.graphbus.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.agent.Contract.Stability;
import io.graphbus.compat.Finding;
import io.graphbus.compat.Verdict;
import io.graphbus.schema.Json;
import io.graphbus.schema.Version;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What two agents give each other, and whether they understand it. */
class AgreementTest {

    private static AgentContract contract(String agent, String version, String document) {
        return AgentContract.written(
                agent,
                Version.of(version),
                Stability.STABLE,
                Json.parse(document.replace('\'', '"'), ""));
    }

    private static final AgentContract ORDERS =
            contract(
                    "Orders",
                    "1.4.0",
                    "{'publishes':{'/order/created':{'payload':{'type':'object','properties':"
                            + "{'id':{'type':'string'}}}}},'methods':{'place':{'input':{'type':'integer'},"
                            + "'output':{'type':'string'}}}}");

    private static List<String> lines(AgentContract one, AgentContract other) {
        return Agreement.between(one, other).stream()
                .map(
                        a ->
                                a.writer()
                                        + " -> "
                                        + a.reader()
                                        + " "
                                        + a.via()
                                        + " "
                                        + a.handler()
                                        + " "
                                        + a.check().verdict())
                .toList();
    }

    @Test
    void eventsAreComparedWithWhatEachHandlerTakes() {
        AgentContract billing =
                contract(
                        "Billing",
                        "2.0.0",
                        "{'subscribes':{'/order/*':[{'handler':'any'},{'handler':'strict','accepts':"
                                + "{'type':'object','required':['id']}}],'/other':{'handler':'x'}}}");

        assertThat(lines(billing, ORDERS))
                .containsExactly(
                        "Orders@1.4.0 -> Billing@2.0.0 /order/created any COMPATIBLE",
                        "Orders@1.4.0 -> Billing@2.0.0 /order/created strict INCOMPATIBLE");
        List<Agreement> all = Agreement.between(ORDERS, billing);
        assertThat(all.get(1).check().witness()).isEqualTo(Json.parse("{}", ""));
        assertThat(Agreement.verdict(all)).isEqualTo(Verdict.INCOMPATIBLE);
        assertThat(all.get(1).json().toString())
                .contains("\"witness\":{}", "\"verdict\":\"INCOMPATIBLE\"");
    }

    @Test
    void aVersionOutsideOfTheRangeIsRefused() {
        AgentContract billing =
                contract("Billing", "1.0.0", "{'subscribes':{'/order/created':{'versions':'^2'}}}");

        assertThat(Agreement.between(ORDERS, billing).get(0).check().findings())
                .containsExactly(new Finding("VERSION_OUT_OF_RANGE", "", "takes ^2, gets 1.4.0"));
    }

    @Test
    void callsAreComparedInBothDirections() {
        AgentContract shop =
                contract(
                        "Shop",
                        "1.0.0",
                        "{'calls':{'Orders.place':{'versions':'^1.2','sends':{'type':'number'},"
                                + "'expects':{'type':'string'}},'Orders.gone':{},'Else.m':{},"
                                + "'Orders.old':{'versions':'^0.9'}}}");

        assertThat(lines(shop, ORDERS))
                .containsExactly(
                        "Shop@1.0.0 -> Orders@1.4.0 Orders.gone gone INCOMPATIBLE",
                        "Shop@1.0.0 -> Orders@1.4.0 Orders.old old INCOMPATIBLE",
                        "Shop@1.0.0 -> Orders@1.4.0 Orders.place place INCOMPATIBLE",
                        "Orders@1.4.0 -> Shop@1.0.0 Orders.place place COMPATIBLE");
    }

    @Test
    void agentsThatShareNothingAgree() {
        List<Agreement> none = Agreement.between(ORDERS, contract("Far", "1.0.0", "{}"));

        assertThat(none).isEmpty();
        assertThat(Agreement.verdict(none)).isEqualTo(Verdict.COMPATIBLE);
    }

    @Test
    void anAgentThatHearsItselfIsComparedOnce() {
        AgentContract echo =
                contract(
                        "Echo",
                        "1.0.0",
                        "{'publishes':{'/e':{'payload':true}},'subscribes':{'/e':{'handler':'on'}}}");

        assertThat(lines(echo, echo)).hasSize(1);
    }
}
