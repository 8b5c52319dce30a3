package io.graphbus.spring.setting;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Warns of settings that nothing reads, before a start can fail for want of them. */
@AutoConfiguration
public final class GraphBusSettingsAutoConfiguration {

    private static final Logger log =
            LoggerFactory.getLogger(GraphBusSettingsAutoConfiguration.class);

    private static final ClassLoader OWN = GraphBusSettingsAutoConfiguration.class.getClassLoader();

    @Bean
    static BeanFactoryPostProcessor graphBusUnknownSettings(Environment environment) {
        return beans -> {
            ClassLoader loader = beans.getBeanClassLoader();
            KnownSettings known = KnownSettings.of(loader == null ? OWN : loader);
            new UnknownSettings(known).in(environment).forEach(log::warn);
        };
    }
}
