package io.graphbus.server.security;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.web.ProblemResponses;
import jakarta.servlet.DispatcherType;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.ExceptionHandlingConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** The filter chain: no sessions, no cookies (so no CSRF), the access rules on every path. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccessProperties.class)
class SecurityConfiguration {

    /** What a kubelet or a container's health check asks; always open. */
    static final Set<String> PROBES =
            Set.of("/actuator/health/liveness", "/actuator/health/readiness", "/livez", "/readyz");

    private static final String CALLS = "/api/v1/agents/{agent}/methods/{method}";
    private static final String EVENTS = "/api/v1/events";
    private static final String PAGE_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'";

    @Bean
    AccessRules accessRules(ServerProperties server, AccessProperties access) {
        return new AccessRules(server.getAddress(), access);
    }

    /** Observing each filter of each request costs more than all of them do. */
    @Bean
    SecurityObservationSettings unobserved() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityFilterChain everyPath(HttpSecurity http, AccessRules rules, ProblemResponses problems) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(SecurityConfiguration::headers)
                .addFilterAfter(new HostFilter(rules, problems), HeaderWriterFilter.class)
                .addFilterBefore(
                        new TokenFilter(rules, problems), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> authorize(requests, rules))
                .exceptionHandling(errors -> refusals(errors, rules, problems))
                .build();
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.addHeaderWriter(
                        (request, response) ->
                                response.setHeader(
                                        "Content-Security-Policy", policy(request.getRequestURI())))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny);
    }

    /** Swagger UI's logo is drawn with styles of its own. */
    private static String policy(String path) {
        return path.startsWith("/swagger-ui/")
                ? PAGE_POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
                : PAGE_POLICY;
    }

    private static void authorize(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
                    requests,
            AccessRules rules) {
        requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC).permitAll();
        requests.requestMatchers(HttpMethod.GET, PROBES.toArray(String[]::new)).permitAll();
        if (rules.open()) {
            requests.requestMatchers(HttpMethod.GET).permitAll();
            requests.requestMatchers(HttpMethod.HEAD).permitAll();
            requests.requestMatchers(HttpMethod.POST, CALLS, EVENTS).permitAll();
        }
        requests.anyRequest().hasRole("ADMIN");
    }

    private static void refusals(
            ExceptionHandlingConfigurer<HttpSecurity> errors,
            AccessRules rules,
            ProblemResponses problems) {
        errors.authenticationEntryPoint(
                        (request, response, e) ->
                                problems.write(response, unauthorized(rules.tokenKnown())))
                .accessDeniedHandler(
                        (request, response, e) -> problems.write(response, forbidden()));
    }

    private static Problem unauthorized(boolean tokenKnown) {
        return Problem.of(
                ProblemCode.UNAUTHORIZED,
                "Authorization",
                "This needs an administrator's token.",
                tokenKnown
                        ? "Send Authorization: Bearer with the value of GRAPHBUS_ADMIN_TOKEN."
                        : "Start the server with GRAPHBUS_ADMIN_TOKEN set and send that value as"
                                + " Authorization: Bearer.");
    }

    private static Problem forbidden() {
        return Problem.of(
                ProblemCode.FORBIDDEN,
                "Authorization",
                "These credentials do not allow this.",
                "Use an administrator's token.");
    }
}
