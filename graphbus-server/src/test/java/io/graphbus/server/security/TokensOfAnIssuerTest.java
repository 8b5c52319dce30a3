package io.graphbus.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Signed tokens of a configured issuer, good and bad. */
@Elsewhere
class TokensOfAnIssuerTest {

    @Autowired private MockMvcTester http;

    @Test
    void rolesAreReadFromAListATextANestedClaimAndAMapping() {
        assertThat(get("/api/v1/graph", Issuer.token("other", "graphbus:viewer"))).hasStatusOk();
        assertThat(get("/api/v1/keys", Issuer.token("graphbus:viewer"))).hasStatus(403);
        assertThat(publish(Issuer.token(c -> c.claim("scope", "openid graphbus:operator email"))))
                .hasStatus(202);
        assertThat(publish(Issuer.token("graphbus:viewer"))).hasStatus(403);
        String nested =
                Issuer.token(
                        c -> c.claim("realm_access", Map.of("roles", List.of("platform-team"))));
        assertThat(get("/api/v1/keys", nested)).hasStatusOk();
    }

    @Test
    void aRoleWithoutThePrefixIsSomebodyElses() {
        assertThat(get("/api/v1/graph", Issuer.token("admin", "viewer"))).hasStatus(403);
        assertThat(get("/api/v1/graph", Issuer.token())).hasStatus(403);
    }

    @Test
    void theSubjectIsWhoDidIt() {
        String token = Issuer.token("graphbus:admin");
        String name = "by-" + UUID.randomUUID();
        MvcTestResult made =
                http.post()
                        .uri("/api/v1/keys")
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .content("{\"name\":\"" + name + "\",\"role\":\"viewer\"}")
                        .exchange();

        assertThat(made).hasStatus(201).bodyJson().extractingPath("createdBy").isEqualTo("jwt:ada");
    }

    @Test
    void anExpiredTokenIsToldAsOne() {
        Instant before = Instant.now().minusSeconds(3600);
        String token =
                Issuer.token(
                        c ->
                                c.issueTime(Date.from(before.minusSeconds(60)))
                                        .expirationTime(Date.from(before)));
        MvcTestResult refused = get("/api/v1/graph", token);

        assertThat(refused)
                .hasStatus(401)
                .hasHeader(
                        "WWW-Authenticate",
                        "Bearer realm=\"graphbus\", error=\"invalid_token\","
                                + " error_description=\"This token has expired.\"");
    }

    @Test
    void tokensForOthersOrOfOthersOpenNothing() {
        assertRefused(Issuer.token(c -> roles(c).issuer("https://evil.example.com")));
        assertRefused(Issuer.token(c -> roles(c).audience("another-service")));
        assertRefused(Issuer.token(c -> roles(c).audience((String) null)));
        Date later = Date.from(Instant.now().plusSeconds(3600));
        assertRefused(Issuer.token(c -> roles(c).notBeforeTime(later)));
        assertRefused(Issuer.forged("one"));
        assertRefused(Issuer.forged("unknown"));
    }

    @Test
    void tokensThatNobodySignedOpenNothing() throws JOSEException {
        JWTClaimsSet claims =
                roles(new JWTClaimsSet.Builder().issuer(Issuer.NAME).audience(Issuer.AUDIENCE))
                        .subject("eve")
                        .build();
        assertRefused(new PlainJWT(claims).serialize());

        var confused = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        confused.sign(new MACSigner(Issuer.key().toRSAPublicKey().getEncoded()));
        assertRefused(confused.serialize());

        String[] parts = Issuer.token("graphbus:viewer").split("\\.");
        String payload =
                new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String raised =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(
                                payload.replace("graphbus:viewer", "graphbus:admin")
                                        .getBytes(StandardCharsets.UTF_8));
        assertRefused(parts[0] + "." + raised + "." + parts[2]);
        assertRefused("a.b.c");
        assertRefused(parts[0] + "." + parts[1] + ".");
    }

    @Test
    void inventedKeyIdsDoNotMakeTheServerAskTheIssuerForEach() {
        get("/api/v1/graph", Issuer.token("graphbus:viewer"));
        int before = Issuer.Configured.ISSUER.asked();

        for (int i = 0; i < 30; i++) {
            assertRefused(Issuer.forged("invented-" + i));
        }

        assertThat(Issuer.Configured.ISSUER.asked() - before).isLessThanOrEqualTo(10);
    }

    @Test
    void otherKindsOfTokensAreStillTaken() {
        assertThat(get("/api/v1/keys", "s3cret")).hasStatusOk();
        assertThat(get("/api/v1/keys", "gbk_000000000000_x")).hasStatus(401);
    }

    private static JWTClaimsSet.Builder roles(JWTClaimsSet.Builder claims) {
        return claims.claim("roles", List.of("graphbus:admin"));
    }

    private void assertRefused(String token) {
        MvcTestResult refused = get("/api/v1/graph", token);

        assertThat(refused).hasStatus(401);
        assertThat(refused.getResponse().getHeader("WWW-Authenticate"))
                .contains("error=\"invalid_token\"")
                .doesNotContain(token);
    }

    private MvcTestResult publish(String token) {
        return http.post()
                .uri("/api/v1/events")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .content("{\"topic\":\"/A/B\",\"payload\":1}")
                .exchange();
    }

    private MvcTestResult get(String path, String token) {
        return http.method(HttpMethod.GET)
                .uri(path)
                .header("Authorization", "Bearer " + token)
                .exchange();
    }
}
