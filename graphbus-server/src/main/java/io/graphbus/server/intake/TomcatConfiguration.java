package io.graphbus.server.intake;

import java.time.Duration;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/**
 * Makes Tomcat's own refusals problems too, bounds what it reads of refused bodies, and asks for a
 * body that waits for being asked only when somebody wants it.
 */
@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {

    private static final DataSize MOST_READ = DataSize.ofMegabytes(32);
    private static final Duration LONGEST_READ = Duration.ofSeconds(5);

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsInsteadOfPages() {
        return factory -> {
            factory.addEngineValves(
                    new DrainValve(
                            MOST_READ.toBytes(), () -> new Pace(System::nanoTime, LONGEST_READ)));
            factory.addConnectorCustomizers(
                    connector -> connector.setProperty("continueResponseTiming", "onRead"));
            factory.addContextCustomizers(
                    context -> {
                        if (context.getParent() instanceof StandardHost host) {
                            host.setErrorReportValveClass(ProblemValve.class.getName());
                        }
                    });
        };
    }
}
