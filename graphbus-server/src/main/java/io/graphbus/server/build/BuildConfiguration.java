package io.graphbus.server.build;

import io.graphbus.server.build.compile.Compilers;
import io.graphbus.server.build.scratch.Scratch;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** The limits and the place of builds, and the time by which they and their contracts are dated. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BuildProperties.class)
class BuildConfiguration {

    @Bean
    Scratch scratch() {
        return Scratch.open();
    }

    @Bean
    Compilers compilers(BuildProperties properties, Scratch scratch) {
        return new Compilers(properties.compilerLimits(), scratch);
    }

    /** Large uploads are files there before anybody reads them. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcatInScratch(Scratch scratch) {
        return factory -> {
            factory.setBaseDirectory(scratch.directory("tomcat").path().toFile());
            factory.setDocumentRoot(scratch.directory("docbase").path().toFile());
        };
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
