package io.graphbus.coherence.relation;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.agent.Contract.Stability;
import io.graphbus.contract.AgentContract;
import io.graphbus.migration.DeclaredMigration;
import io.graphbus.schema.Json;
import io.graphbus.schema.Version;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownRelationsTest {

    private static final String TOPIC = "/order/created";

    private final VersionRelations relations =
            new KnownRelations(
                    List.of(
                            contract("1.0.0", "{'id':{'type':'string'}}", "'id'"),
                            contract(
                                    "1.1.0",
                                    "{'id':{'type':'string'},'note':{'type':'string'}}",
                                    "'id'"),
                            contract(
                                    "2.0.0",
                                    "{'id':{'type':'string'},'total':{'type':'number'}}",
                                    "'id','total'"),
                            contract("3.0.0", "{'number':{'type':'integer'}}", "'number'"),
                            contract("4.0.0", "{'name':{'type':'string'}}", "'name'")),
                    List.of(
                            Way.of(
                                            DeclaredMigration.read(
                                                    json(
                                                            "{'formatVersion':1,'agent':'Orders','subject':'payload:/order/created',"
                                                                    + "'from':'3.0.0','to':'4.0.0','operations':["
                                                                    + "{'op':'rename','path':'/number','to':'name'}]}"),
                                                    "test"))
                                    .orElseThrow(),
                            new Way("/order/*", Version.of("4.0.0"), Version.of("5.0.0"))));

    private static AgentContract contract(String version, String properties, String required) {
        return AgentContract.written(
                "Orders",
                Version.of(version),
                Stability.STABLE,
                json(
                        "{'publishes':{'/order/created':{'payload':{'type':'object','properties':"
                                + properties
                                + ",'required':["
                                + required
                                + "]}}}}"));
    }

    private static tools.jackson.databind.JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"'), "test");
    }

    @Test
    void schemasDecideWhereTheyAreKnown() {
        assertThat(relations.between(TOPIC, "1.0.0", "1.0.0")).isEqualTo(Relation.SAME);
        assertThat(relations.between(TOPIC, "1.0.0", "1.1.0")).isEqualTo(Relation.BOTH_WAYS);
        assertThat(relations.between(TOPIC, "2.0.0", "1.0.0")).isEqualTo(Relation.ONE_WAY);
        assertThat(relations.between(TOPIC, "1.0.0", "3.0.0")).isEqualTo(Relation.NONE);
    }

    @Test
    void migrationsJoinWhatSchemasPart() {
        assertThat(relations.between(TOPIC, "4.0.0", "3.0.0")).isEqualTo(Relation.MIGRATABLE);
        assertThat(relations.between(TOPIC, "5.0.0", "3.0.0")).isEqualTo(Relation.MIGRATABLE);
        assertThat(relations.between("/a/b", "5.0.0", "4.0.0")).isEqualTo(Relation.NONE);
    }

    @Test
    void numbersDecideWhereNoSchemaIsKnown() {
        assertThat(relations.between(TOPIC, "1.0.0", "1.9.0")).isEqualTo(Relation.ONE_WAY);
        assertThat(relations.between("/a/b", "0.1.0", "0.2.0")).isEqualTo(Relation.NONE);
        assertThat(relations.between("/a/b", "0.1.0", "0.1.7")).isEqualTo(Relation.ONE_WAY);
        assertThat(relations.between("/a/b", "1.0.0", "none")).isEqualTo(Relation.NONE);
        assertThat(relations.between("/a/b", "none", "none")).isEqualTo(Relation.SAME);
    }
}
