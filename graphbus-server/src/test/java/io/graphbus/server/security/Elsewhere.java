package io.graphbus.server.security;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.context.ContextConfiguration;

/**
 * The one server on all addresses that these tests share; its administrator's token is {@code
 * s3cret}, the viewer's {@code v1ewer}.
 */
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:elsewhere;DB_CLOSE_DELAY=-1",
            "server.address=0.0.0.0",
            "server.tomcat.connection-timeout=2s",
            "graphbus.security.admin-token=s3cret",
            "graphbus.security.viewer-token=v1ewer",
            "graphbus.security.allowed-hosts=graphbus.example.com"
        })
@AutoConfigureMockMvc
@ContextConfiguration(initializers = Issuer.Configured.class)
@interface Elsewhere {}
