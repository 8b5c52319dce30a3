package io.graphbus.server.intake;

import io.graphbus.server.web.ProblemResponses;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** Puts the rules of this room in front of the routes. */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

    /** Instead of the converter that Boot would add. */
    @Bean
    StrictText strictText() {
        return new StrictText();
    }

    @Bean
    RequestRejectedHandler refusal(ProblemResponses problems) {
        return new Refusal(problems);
    }
}
