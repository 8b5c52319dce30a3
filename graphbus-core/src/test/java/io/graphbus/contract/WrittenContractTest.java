package io.graphbus.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.graphbus.agent.Contract.Stability;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Violation;
import io.graphbus.schema.Json;
import io.graphbus.schema.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A contract that somebody wrote by hand is read strictly. */
class WrittenContractTest {

    private static AgentContract written(String document) {
        return AgentContract.written(
                "Orders",
                Version.of("1.0.0"),
                Stability.BETA,
                Json.parse(document.replace('\'', '"'), ""));
    }

    private static Problem problem(String document) {
        return catchThrowableOfType(GraphBusException.class, () -> written(document)).problem();
    }

    @Test
    void nameVersionAndStabilityMayBeLeftOut() {
        AgentContract contract = written("{'methods':{}}");

        assertThat(contract.document())
                .isEqualTo(
                        "{\"agent\":\"Orders\",\"methods\":{},\"stability\":\"beta\",\"version\":\"1.0.0\"}");
        assertThat(contract.stability()).isEqualTo(Stability.BETA);
        assertThat(written("{'stability':'draft','x-owner':'me'}").stability())
                .isEqualTo(Stability.DRAFT);
    }

    @Test
    void aNameThatNoAgentCanHaveIsRefused() {
        Version one = Version.of("1.0.0");
        GraphBusException refused =
                catchThrowableOfType(
                        GraphBusException.class,
                        () ->
                                AgentContract.written(
                                        "../x", one, Stability.BETA, Json.parse("{}", "")));
        assertThat(refused.problem().violations())
                .containsExactly(new Violation("/agent", "not the name of an agent: ../x"));
    }

    @Test
    void aBuiltContractIsAWrittenOne() {
        String document =
                "{'agent':'Orders','version':'1.0.0','stability':'stable','compat':{'reader':'FULL',"
                        + "'writer':'FORWARD'},'methods':{'m':{'input':true,'output':{},'errors':{'E':true}}},"
                        + "'publishes':{'/a/b':{'payload':{'type':'string'},'version':'1.0.0','key':'/id'}},"
                        + "'subscribes':{'/a/*':[{'handler':'h','accepts':true,'versions':'^1'},"
                        + "{'accepts':null}]},'calls':{'B.m':{'versions':'*','sends':true}}}";

        assertThat(written(document).version()).isEqualTo(Version.of("1.0.0"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    []                                                        | ``
                    {'method':{}}                                             | /method
                    {'methods':{'m':{'deprecated':true}}}                     | /methods/m/deprecated
                    {'methods':{'m':{'deprecated':{'sunset':'soon'}}}}        | /methods/m/deprecated/sunset
                    {'publishes':{'/a':{'deprecated':{'since':'one'}}}}       | /publishes/~1a/deprecated/since
                    {'agent':'Other'}                                         | /agent
                    {'agent':'no name'}                                       | /agent
                    {'version':'1.1.0'}                                       | /version
                    {'version':'v1'}                                          | /version
                    {'stability':'firm'}                                      | /stability
                    {'compat':{'reader':'BACKWARDS'}}                         | /compat/reader
                    {'methods':[]}                                            | /methods
                    {'methods':{'m':1}}                                       | /methods/m
                    {'methods':{'m':{'input':'string'}}}                      | /methods/m/input
                    {'methods':{'m':{'input':{'properties':{'a':{'type':'text'}}}}}} | /methods/m/input/properties/a/type
                    {'methods':{'m':{'errors':{'E':7}}}}                      | /methods/m/errors/E
                    {'publishes':{'x':{}}}                                    | /publishes/x
                    {'publishes':{'/x':{'payload':{'$ref':'#/$defs/No'}}}}    | /publishes/~1x/payload
                    {'subscribes':{'/x/**/y':{}}}                             | /subscribes/~1x~1**~1y
                    {'subscribes':{'/x':{'versions':'newest'}}}               | /subscribes/~1x/versions
                    {'subscribes':{'/x':[{'accepts':3}]}}                     | /subscribes/~1x/0/accepts
                    {'calls':{'m':{}}}                                        | /calls/m
                    """)
    void whatIsWrongIsNamedByItsPlace(String document, String place) {
        Problem problem = problem(document);

        assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_CONTRACT);
        assertThat(problem.where()).isEqualTo("Orders@1.0.0");
        assertThat(problem.violations()).extracting(Violation::path).contains(place);
    }
}
