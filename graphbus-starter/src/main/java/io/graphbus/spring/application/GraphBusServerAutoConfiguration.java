package io.graphbus.spring.application;

import io.graphbus.spring.CurrentGraph;
import io.graphbus.spring.GraphBusAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Registers the application at the server that {@code graphbus.server.url} names. A graph that a
 * test looks at registers nowhere.
 */
@AutoConfiguration(
        after = GraphBusAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration",
            "io.graphbus.spring.test.GraphBusTestAutoConfiguration"
        },
        beforeName =
                "org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration")
@Conditional(GraphBusServerAutoConfiguration.OnServerUrl.class)
@ConditionalOnBooleanProperty(name = "graphbus.server.enabled", matchIfMissing = true)
@ConditionalOnBean(CurrentGraph.class)
@ConditionalOnMissingBean(type = "io.graphbus.test.GraphBusTester")
@EnableConfigurationProperties(RegistrationProperties.class)
public final class GraphBusServerAutoConfiguration {

    @Bean
    RegistrationLog graphBusRegistrationLog(
            RegistrationProperties properties, Environment environment) {
        String name = properties.name(environment.getProperty("spring.application.name"));
        return new RegistrationLog(name, properties.address(name), Clock.systemUTC());
    }

    @Bean
    RegistrationLifecycle graphBusRegistrationLifecycle(
            CurrentGraph current,
            RegistrationProperties properties,
            RegistrationLog log,
            ObjectProvider<SslBundles> bundles) {
        SSLContext security = security(properties, bundles);
        return new RegistrationLifecycle(
                current,
                () -> new Registration(current, body(properties), log, properties),
                () ->
                        new ServerClient(
                                log.address(), properties.token(), properties.timeout(), security));
    }

    private static RegistrationBody body(RegistrationProperties properties) {
        String instance = properties.instanceId();
        return new RegistrationBody(
                instance == null ? RegistrationBody.thisProcess() : instance, properties.refresh());
    }

    private static @Nullable SSLContext security(
            RegistrationProperties properties, ObjectProvider<SslBundles> bundles) {
        String bundle = properties.ssl().bundle();
        return bundle == null ? null : bundles.getObject().getBundle(bundle).createSslContext();
    }

    /** In Spring Boot's health, where that is present. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
    static class InHealth {

        @Bean
        @ConditionalOnMissingBean(name = "graphbusServerHealthIndicator")
        @ConditionalOnEnabledHealthIndicator("graphbus-server")
        RegistrationHealth graphbusServerHealthIndicator(RegistrationLog log) {
            return new RegistrationHealth(log);
        }
    }

    /** In meters, where Micrometer is present. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static class InMetrics {

        @Bean
        @ConditionalOnMissingBean(name = "graphBusRegistrationMetrics")
        RegistrationMetrics graphBusRegistrationMetrics(RegistrationLog log) {
            return new RegistrationMetrics(log);
        }
    }

    /** Whether there is a server; a URL left empty, as placeholders leave it, is none. */
    static final class OnServerUrl extends SpringBootCondition {

        private static final String URL = "graphbus.server.url";

        @Override
        public ConditionOutcome getMatchOutcome(
                ConditionContext context, AnnotatedTypeMetadata metadata) {
            ConditionMessage.Builder message = ConditionMessage.forCondition("GraphBus server");
            return StringUtils.hasText(context.getEnvironment().getProperty(URL))
                    ? ConditionOutcome.match(message.foundExactly("property " + URL))
                    : ConditionOutcome.noMatch(message.didNotFind("property").items(URL));
        }
    }
}
