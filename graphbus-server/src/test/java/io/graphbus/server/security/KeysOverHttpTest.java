package io.graphbus.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UnsupportedEncodingException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Loopback
class KeysOverHttpTest {

    private static final String ADMIN = "Bearer s3cret";

    @Autowired private MockMvcTester http;

    @Test
    void aNewKeyIsShownOnceAndNotKeptByAnybodyBetween() {
        MvcTestResult made =
                create("{\"name\":\"once\",\"role\":\"operator\",\"expires\":\"30d\"}");
        JsonNode key = json(made);

        assertThat(made).hasStatus(201).containsHeader("Location");
        assertThat(made.getResponse().getHeader("Cache-Control")).contains("no-store");
        assertThat(key.at("/key").asString()).startsWith("gbk_" + key.at("/id").asString());
        assertThat(key.at("/createdBy").asString()).isEqualTo("admin");
        MvcTestResult shown = get(made.getResponse().getHeader("Location"));
        assertThat(json(shown).propertyNames())
                .containsExactly(
                        "id", "name", "role", "status", "createdAt", "createdBy", "expiresAt");
        assertThat(json(get("/api/v1/keys?limit=500")).toString())
                .contains(key.at("/id").asString())
                .doesNotContain(key.at("/key").asString())
                .doesNotContain("hash");
    }

    @Test
    void revokingIsForGoodAndMayBeRepeated() {
        JsonNode key = json(create("{\"name\":\"gone\",\"role\":\"viewer\"}"));
        String path = "/api/v1/keys/" + key.at("/id").asString();
        String bearer = "Bearer " + key.at("/key").asString();
        assertThat(http.get().uri("/api/v1/graph").header("Authorization", bearer)).hasStatusOk();

        assertThat(delete(path)).hasStatus(204);
        assertThat(delete(path)).hasStatus(204);

        assertThat(json(get(path)).at("/status").asString()).isEqualTo("REVOKED");
        assertThat(http.get().uri("/api/v1/graph").header("Authorization", bearer))
                .hasStatus(401)
                .hasHeader(
                        "WWW-Authenticate",
                        "Bearer realm=\"graphbus\", error=\"invalid_token\","
                                + " error_description=\"This key has been revoked.\"");
    }

    @Test
    void mistakesAreProblems() {
        assertThat(create("{\"name\":\"x\"}"))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("violations[0].path")
                .isEqualTo("role");
        assertThat(create("{"))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("code")
                .isEqualTo("INVALID_JSON");
        create("{\"name\":\"twice\",\"role\":\"viewer\"}");
        assertThat(create("{\"name\":\"TWICE\",\"role\":\"viewer\"}"))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("code")
                .isEqualTo("CONFLICT");
        assertThat(delete("/api/v1/keys/nobody"))
                .hasStatus(404)
                .bodyJson()
                .extractingPath("code")
                .isEqualTo("UNKNOWN_KEY");
    }

    @Test
    void whoHasTooLowARoleIsToldWhichIsNeeded() {
        JsonNode key = json(create("{\"name\":\"low\",\"role\":\"operator\"}"));
        MvcTestResult refused =
                http.get()
                        .uri("/api/v1/keys")
                        .header("Authorization", "Bearer " + key.at("/key").asString())
                        .exchange();

        assertThat(refused)
                .hasStatus(403)
                .hasHeader(
                        "WWW-Authenticate",
                        "Bearer realm=\"graphbus\", error=\"insufficient_scope\"");
        assertThat(refused).bodyJson().extractingPath("hint").asString().contains("administrator");
    }

    private MvcTestResult create(String body) {
        return http.post()
                .uri("/api/v1/keys")
                .header("Authorization", ADMIN)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private MvcTestResult get(String path) {
        return http.get().uri(path).header("Authorization", ADMIN).exchange();
    }

    private MvcTestResult delete(String path) {
        return http.delete().uri(path).header("Authorization", ADMIN).exchange();
    }

    private static JsonNode json(MvcTestResult result) {
        try {
            return JsonMapper.shared().readTree(result.getResponse().getContentAsString());
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
