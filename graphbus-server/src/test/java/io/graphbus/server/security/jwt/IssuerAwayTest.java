package io.graphbus.server.security.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.security.Issuer;
import io.graphbus.server.security.credential.RefusedToken;
import io.graphbus.server.security.credential.Role;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

class IssuerAwayTest {

    private final Stepped clock = new Stepped();
    private final WebApplicationContextRunner server =
            new WebApplicationContextRunner()
                    .withBean(Clock.class, () -> clock)
                    .withConfiguration(
                            AutoConfigurations.of(OAuth2ResourceServerAutoConfiguration.class))
                    .withUserConfiguration(JwtConfiguration.class);

    @Test
    void withoutAnIssuerNoTokenIsOne() {
        server.run(
                context -> {
                    IssuerTokens tokens = context.getBean(IssuerTokens.class);
                    assertThat(tokens.isConfigured()).isFalse();
                    assertThat(tokens.claims(Issuer.token("graphbus:admin"))).isFalse();
                });
    }

    @Test
    void anIssuerThatIsAwayHindersNoStartAndIsFoundLater() throws IOException {
        int port = freePort();
        String url = "http://localhost:" + port;
        String token =
                Issuer.token(c -> c.issuer(url).claim("roles", List.of("graphbus:operator")));
        server.withPropertyValues("spring.security.oauth2.resourceserver.jwt.issuer-uri=" + url)
                .run(
                        context -> {
                            IssuerTokens tokens = context.getBean(IssuerTokens.class);
                            assertThat(tokens.isConfigured()).isTrue();
                            assertUnreachable(tokens, token);
                            Issuer issuer = new Issuer(port);
                            assertUnreachable(tokens, token);
                            assertThat(issuer.asked()).as("not asked again at once").isZero();

                            clock.now = clock.now.plusSeconds(3);

                            assertThat(tokens.authenticate(token).role()).contains(Role.OPERATOR);
                            assertThat(tokens.authenticate(token).getName()).isEqualTo("jwt:ada");
                            issuer.stop();
                            assertThat(tokens.authenticate(token).role())
                                    .as("with the keys it has published")
                                    .contains(Role.OPERATOR);
                            assertThatThrownBy(() -> tokens.authenticate(Issuer.forged("one")))
                                    .isInstanceOf(RefusedToken.class);
                        });
    }

    private static void assertUnreachable(IssuerTokens tokens, String token) {
        assertThatThrownBy(() -> tokens.authenticate(token))
                .isInstanceOfSatisfying(
                        GraphBusException.class,
                        e ->
                                assertThat(e.problem().code())
                                        .isEqualTo(ProblemCode.ISSUER_UNREACHABLE));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static final class Stepped extends Clock {

        private Instant now = Instant.now();

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
