package io.graphbus.server.security;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;

/**
 * The one server on loopback that these tests share; its administrator's token is {@code s3cret}.
 */
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        properties = {
            "spring.datasource.url=jdbc:h2:mem:loopback;DB_CLOSE_DELAY=-1",
            "graphbus.security.admin-token=s3cret"
        })
@AutoConfigureMockMvc
@interface Loopback {}
