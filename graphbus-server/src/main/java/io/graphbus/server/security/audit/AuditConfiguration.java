package io.graphbus.server.security.audit;

import org.springframework.boot.actuate.security.AbstractAuthorizationAuditListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authorization.event.AuthorizationEvent;

/** Leaves the telling of refusals to {@link Refusals}, which knows their reasons. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    /** In place of Boot's, which would tell each refusal again. */
    @Bean
    AbstractAuthorizationAuditListener toldElsewhere() {
        return new AbstractAuthorizationAuditListener() {
            @Override
            public void onApplicationEvent(AuthorizationEvent event) {
                // told by Refusals
            }
        };
    }
}
