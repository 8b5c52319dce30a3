package io.graphbus.server.security.jwt;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.JwkSetUriJwtDecoderBuilderCustomizer;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.web.client.RestTemplate;

/**
 * Tokens of an issuer, when {@code spring.security.oauth2.resourceserver.jwt} names one. The issuer
 * is asked at the first token, so that the server starts without it.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({JwtProperties.class, OAuth2ResourceServerProperties.class})
class JwtConfiguration {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(3);

    @Bean
    @Order(2)
    IssuerTokens issuerTokens(
            ObjectProvider<JwtDecoder> decoder,
            JwtProperties properties,
            OAuth2ResourceServerProperties resourceServer) {
        String name = resourceServer.getJwt().getPrincipalClaimName();
        return new IssuerTokens(
                decoder.getIfAvailable(), new RoleClaims(properties), name == null ? "sub" : name);
    }

    @Bean
    JwkSetUriJwtDecoderBuilderCustomizer patientIssuer(Clock clock) {
        var requests =
                new JdkClientHttpRequestFactory(
                        HttpClient.newBuilder().connectTimeout(CONNECT).build());
        requests.setReadTimeout(ANSWER);
        var rest = new RestTemplate(requests);
        rest.getInterceptors().add(new IssuerDocuments(clock));
        return builder -> builder.restOperations(rest);
    }
}
