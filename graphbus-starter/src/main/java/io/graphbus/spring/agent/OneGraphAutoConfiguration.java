package io.graphbus.spring.agent;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Ends a start that would make several graphs, wherever they come from. */
@AutoConfiguration
public final class OneGraphAutoConfiguration {

    @Bean
    static OneGraph graphBusOneGraph() {
        return new OneGraph();
    }
}
