package io.graphbus.server.application;

import io.graphbus.server.application.registration.RegistrationReader;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the registrations of applications need. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ApplicationProperties.class)
class ApplicationConfiguration {

    @Bean
    RegistrationReader registrationReader() {
        return new RegistrationReader();
    }
}
