package io.graphbus.server.database;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Waits for the database before anything else asks for a connection, {@code
 * graphbus.database.start-timeout} at most.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    static BeanPostProcessor waitForTheDatabase(Environment environment) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool) {
                    DatabaseProbe.of(pool).await(startTimeout(environment));
                }
                return bean;
            }
        };
    }

    private static Duration startTimeout(Environment environment) {
        return environment.getProperty(
                "graphbus.database.start-timeout", Duration.class, Duration.ofSeconds(60));
    }
}
