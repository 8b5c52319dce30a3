package io.graphbus.server.security;

import io.graphbus.server.security.AccessRules.Place;
import io.graphbus.server.security.RouteRules.Endpoints;
import io.graphbus.server.security.audit.ChangeFilter;
import io.graphbus.server.security.audit.Refusals;
import io.graphbus.server.security.credential.ConfiguredToken;
import io.graphbus.server.security.credential.Credentials;
import io.graphbus.server.security.credential.Role;
import io.graphbus.server.security.jwt.IssuerTokens;
import io.graphbus.server.web.ProblemResponses;
import jakarta.servlet.DispatcherType;
import java.net.InetAddress;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties.ForwardHeadersStrategy;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** The filter chain: no sessions, no cookies (so no CSRF), the table of routes on every path. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccessProperties.class)
class SecurityConfiguration {

    @Bean
    @Order(0)
    ConfiguredToken adminToken(AccessProperties access) {
        return new ConfiguredToken(
                Role.ADMIN, "graphbus.security.admin-token", access.adminToken());
    }

    @Bean
    @Order(0)
    ConfiguredToken viewerToken(AccessProperties access) {
        return new ConfiguredToken(
                Role.VIEWER, "graphbus.security.viewer-token", access.viewerToken());
    }

    /** Observing each filter of each request costs more than all of them do. */
    @Bean
    SecurityObservationSettings unobserved() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    AccessRules accessRules(
            ServerProperties server,
            Environment environment,
            AccessProperties access,
            IssuerTokens issuer) {
        boolean apart = ManagementPortType.get(environment) == ManagementPortType.DIFFERENT;
        ForwardHeadersStrategy strategy = server.getForwardHeadersStrategy();
        Place place =
                new Place(
                        server.getAddress(),
                        apart
                                ? environment.getProperty(
                                        "management.server.address", InetAddress.class)
                                : null,
                        strategy != null && strategy != ForwardHeadersStrategy.NONE);
        return new AccessRules(
                place,
                access.openOnLoopback(),
                !access.adminToken().isEmpty() || issuer.isConfigured());
    }

    @Bean
    RouteGuard routeGuard(
            AccessProperties access,
            AccessRules rules,
            Environment environment,
            ObjectProvider<RequestMappingInfoHandlerMapping> mappings) {
        String actuator =
                environment.getProperty("management.endpoints.web.base-path", "/actuator");
        RouteRules table =
                new RouteRules(
                        actuator.equals("/") ? "" : actuator,
                        new Endpoints(access.actuator().health(), access.actuator().prometheus()));
        return new RouteGuard(table, rules, () -> mappings.stream().toList());
    }

    @Bean
    Denials denials(RouteGuard guard, Refusals refusals, ProblemResponses problems) {
        return new Denials(guard, refusals, problems);
    }

    @Bean
    SecurityFilterChain everyPath(
            HttpSecurity http,
            Filters filters,
            RouteGuard guard,
            Denials denials,
            ApplicationEventPublisher events) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .securityContext(
                        context ->
                                context.securityContextRepository(
                                        new RequestAttributeSecurityContextRepository()))
                .headers(SecurityHeaders::configure)
                .addFilterAfter(filters.host(), HeaderWriterFilter.class)
                .addFilterBefore(filters.bearer(), AnonymousAuthenticationFilter.class)
                .addFilterAfter(
                        new ChangeFilter(guard::isChange, events), AuthorizationFilter.class)
                .authorizeHttpRequests(
                        requests ->
                                requests.dispatcherTypeMatchers(
                                                DispatcherType.ERROR, DispatcherType.ASYNC)
                                        .permitAll()
                                        .anyRequest()
                                        .access(guard))
                .exceptionHandling(
                        errors ->
                                errors.authenticationEntryPoint(
                                                (request, response, e) ->
                                                        denials.missing(request, response))
                                        .accessDeniedHandler(
                                                (request, response, e) ->
                                                        denials.forbidden(request, response)))
                .build();
    }

    @Bean
    Filters filters(
            AccessProperties access,
            AccessRules rules,
            RouteGuard guard,
            Denials denials,
            List<Credentials> kinds) {
        return new Filters(
                new HostFilter(
                        new Hosts(access.allowedHosts(), rules.onlyLoopback()), guard, denials),
                new BearerFilter(kinds, denials));
    }

    @Bean
    Clearance clearance(Filters filters, RouteGuard guard, AccessRules rules) {
        return new Clearance(filters.host(), filters.bearer(), rules, guard.table());
    }

    /** Our own filters. They are no beans, which would put them in front of every request twice. */
    record Filters(HostFilter host, BearerFilter bearer) {}
}
