package io.graphbus.server.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An OAuth2 issuer as far as a resource server sees it: its keys over HTTP, and tokens signed with
 * them.
 */
public final class Issuer {

    public static final String NAME = "https://issuer.example.com";
    public static final String AUDIENCE = "graphbus";

    private static final RSAKey KEY = generate("one");

    private final AtomicInteger asked = new AtomicInteger();
    private final HttpServer server;

    /** Listens on a free port until the process ends. */
    public Issuer() {
        this(0);
    }

    /** Listens on a port. */
    public Issuer(int port) {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        serve("/jwks", new JWKSet(KEY.toPublicJWK()).toString());
        serve(
                "/.well-known/openid-configuration",
                "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/jwks\"}".formatted(url(), url()));
        server.start();
    }

    private void serve(String path, String json) {
        server.createContext(
                path,
                exchange -> {
                    asked.incrementAndGet();
                    byte[] body = json.getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().add("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    public int asked() {
        return asked.get();
    }

    public void stop() {
        server.stop(0);
    }

    /** A good token of somebody with these roles. */
    public static String token(String... roles) {
        return token(claims -> claims.claim("roles", List.of(roles)));
    }

    /** A good token but for what is changed. */
    public static String token(Consumer<JWTClaimsSet.Builder> change) {
        return sign(KEY, "one", change);
    }

    /** A token signed by somebody else, under the name of a key. */
    public static String forged(String keyId) {
        return sign(
                Stranger.KEY, keyId, claims -> claims.claim("roles", List.of("graphbus:admin")));
    }

    public static RSAKey key() {
        return KEY;
    }

    private static String sign(RSAKey key, String keyId, Consumer<JWTClaimsSet.Builder> change) {
        Instant now = Instant.now();
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(NAME)
                        .audience(AUDIENCE)
                        .subject("ada")
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(600)));
        change.accept(claims);
        try {
            JWSSigner signer = new RSASSASigner(key);
            var header =
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(keyId)
                            .type(JOSEObjectType.JWT)
                            .build();
            var token = new SignedJWT(header, claims.build());
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey generate(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Stranger {
        private static final RSAKey KEY = generate("two");
    }

    /** Makes a server one that takes this issuer's tokens. */
    static final class Configured
            implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        static final Issuer ISSUER = new Issuer();

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            String jwt = "spring.security.oauth2.resourceserver.jwt.";
            TestPropertyValues.of(
                            jwt + "jwk-set-uri=" + ISSUER.url() + "/jwks",
                            jwt + "issuer-uri=" + NAME,
                            jwt + "audiences=" + AUDIENCE,
                            "graphbus.security.jwt.roles-claims=roles,scope,realm_access.roles",
                            "graphbus.security.jwt.mapping.admin=platform-team")
                    .applyTo(context);
        }
    }
}
