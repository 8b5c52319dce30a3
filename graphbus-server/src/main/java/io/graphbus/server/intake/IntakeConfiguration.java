package io.graphbus.server.intake;

import io.graphbus.server.web.ProblemResponses;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Puts the rules of this room in front of the routes. */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

    /** Instead of the converter that Boot would add. */
    @Bean
    StrictText strictText() {
        return new StrictText();
    }

    @Bean
    WebMvcRegistrations verbs() {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new Verbs();
            }
        };
    }

    @Bean
    RequestRejectedHandler refusal(ProblemResponses problems) {
        return new Refusal(problems);
    }

    /** Spring Security's own, whose regular expressions cost more than all its other checks. */
    @Bean
    HttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(IntakeConfiguration::isPlain);
        firewall.setAllowedHeaderValues(IntakeConfiguration::isPlain);
        return firewall;
    }

    /** Whether a header holds assigned characters only, and no control but the tab. */
    private static boolean isPlain(String text) {
        return text.chars()
                .allMatch(
                        c ->
                                (c >= ' ' && c < 0x7f)
                                        || c == '\t'
                                        || (c > 0x9f && Character.isDefined(c)));
    }
}
