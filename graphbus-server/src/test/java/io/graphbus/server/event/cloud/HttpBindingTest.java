package io.graphbus.server.event.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.graphbus.bus.Publish;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Violation;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.BinaryNode;

class HttpBindingTest {

    private final Map<String, List<String>> headers =
            new HashMap<>(
                    Map.of(
                            "CE-SpecVersion", List.of("1.0"),
                            "ce-type", List.of("com.example.someevent"),
                            "ce-time", List.of("2018-04-05T03:56:24Z"),
                            "Ce-Id", List.of("1234-1234-1234"),
                            "ce-source", List.of("/mycontext/subcontext"),
                            "Accept", List.of("*/*")));

    @ParameterizedTest
    @CsvSource({"application/json", "application/json; charset=utf-8", "application/a.b+json"})
    void jsonIsTakenAsJson(String type) {
        Publish publish = read(type, "{\n \"message\": \"Hello World!\"\n}");

        assertThat(publish.payload()).hasToString("{\"message\":\"Hello World!\"}");
        assertThat(publish.topic()).isEqualTo("/com/example/someevent");
        assertThat(publish.headers())
                .containsEntry("ce-id", "1234-1234-1234")
                .containsEntry("ce-datacontenttype", type)
                .containsEntry("ce-time", "2018-04-05T03:56:24Z")
                .doesNotContainKey("ce-specversion");
    }

    @Test
    void aBodyOfNoTypeIsJson() {
        assertThat(read("", "[1]").payload()).hasToString("[1]");
        assertThat(refusal("", "no JSON".getBytes(StandardCharsets.UTF_8)).code())
                .isEqualTo(ProblemCode.INVALID_JSON);
    }

    @Test
    void noBodyIsNoData() {
        assertThat(read("application/json", "").payload()).isNull();
        assertThat(read("", "").headers()).doesNotContainKey("ce-datacontenttype");
    }

    @Test
    void textIsReadInItsCharacterSet() {
        Publish latin = read("text/plain; charset=ISO-8859-1", "ü", StandardCharsets.ISO_8859_1);

        assertThat(latin.payload()).hasToString("\"ü\"");
        assertThat(read("application/xml", "<a>ü</a>").payload()).hasToString("\"<a>ü</a>\"");
        assertThat(
                        read(
                                        "application/json;charset=utf-16be",
                                        "[\"ü\"]",
                                        StandardCharsets.UTF_16BE)
                                .payload())
                .hasToString("[\"ü\"]");
    }

    @Test
    void otherBytesStayBytes() {
        byte[] bytes = {1, 2, 3, (byte) 255};
        Publish publish = CloudEvents.binary(headers, "application/octet-stream", bytes);

        assertThat(publish.payload()).isEqualTo(BinaryNode.valueOf(bytes));
    }

    @Test
    void whatIsNotWhatItsTypeSaysIsRefused() {
        byte[] bytes = {'"', (byte) 0xc3, '"'};

        assertThat(refusal("application/json", bytes).code()).isEqualTo(ProblemCode.INVALID_JSON);
        assertThat(refusal("text/plain", bytes).where()).isEqualTo("datacontenttype");
        assertThat(refusal("text/plain;charset=no-such", bytes).where())
                .isEqualTo("datacontenttype");
        assertThat(refusal("nonsense", bytes).where()).isEqualTo("datacontenttype");
        assertThat(refusal("application/json", "{\"a\":1,\"a\":2}".getBytes()).code())
                .isEqualTo(ProblemCode.INVALID_JSON);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "Euro%20%E2%82%AC%20%F0%9F%98%80,Euro € 😀",
                "Euro%20%e2%82%ac%20%f0%9f%98%80,Euro € 😀",
                "Euro € raw is not taken,",
                "plain with spaces,plain with spaces",
                "%41%42c,ABc",
                "%2520,%20",
                "`\"a b\"`,a b",
                "`\"say \\\"hi\\\" \\\\\"`,say \"hi\" \\",
                "`x=\"a b\" y`,x=a b y",
                "`\"%41\"`,A",
                "%22quoted%22,\"quoted\"",
                "%C0%A0,",
                "%ED%A0%80,",
                "%E2%82,",
                "%FF,",
                "%zz,",
                "100%,",
                "%2,",
                "`\"open`,",
                "`\"open\\`,",
                "a%0D%0AX-Evil: 1,",
                "a%00b,",
                "%EF%BF%BE,"
            })
    void headersAreDecodedOnce(String header, String text) {
        headers.put("ce-subject", List.of(header));

        if (text == null) {
            Problem problem = refusal("application/json", "1".getBytes(StandardCharsets.UTF_8));
            assertThat(problem.where()).isEqualTo("subject");
        } else {
            assertThat(read("application/json", "1").headers()).containsEntry("ce-subject", text);
        }
    }

    @Test
    void extensionsAreStrings() {
        headers.put("ce-Count", List.of("5"));
        headers.put("ce-empty", List.of(""));

        assertThat(read("application/json", "1").headers())
                .containsEntry("count", "5")
                .containsEntry("empty", "")
                .doesNotContainKey(Inbound.TYPES);
    }

    @Test
    void everyFaultIsNamed() {
        headers.remove("Ce-Id");
        headers.remove("ce-source");
        headers.put("ce-source", List.of("a", "b"));
        headers.put("ce-type", List.of(""));
        headers.put("ce-my-extension", List.of("x"));
        headers.put("ce-data", List.of("x"));
        headers.put("ce-", List.of("x"));
        headers.put("ce-datacontenttype", List.of("application/json"));

        assertThat(refusal("application/json", new byte[0]).violations())
                .extracting(Violation::path)
                .containsExactlyInAnyOrder(
                        "id", "source", "type", "my-extension", "data", "", "datacontenttype");
    }

    private Publish read(String type, String body) {
        return read(type, body, StandardCharsets.UTF_8);
    }

    private Publish read(String type, String body, Charset charset) {
        return CloudEvents.binary(headers, type, body.getBytes(charset));
    }

    private Problem refusal(String type, byte[] body) {
        return catchThrowableOfType(
                        GraphBusException.class, () -> CloudEvents.binary(headers, type, body))
                .problem();
    }
}
