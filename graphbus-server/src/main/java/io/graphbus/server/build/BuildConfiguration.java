package io.graphbus.server.build;

import io.graphbus.server.build.compile.Compilers;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The limits of builds, and the time by which they and their contracts are dated. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BuildProperties.class)
class BuildConfiguration {

    @Bean
    Compilers compilers(BuildProperties properties) {
        return new Compilers(properties.compilerLimits());
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
