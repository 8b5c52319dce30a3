package io.graphbus.server.observation;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationFilter;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.http.server.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.observation.ServerRequestObservationConvention;
import org.springframework.security.core.context.SecurityContextHolderThreadLocalAccessor;
import org.springframework.web.filter.ServerHttpObservationFilter;

/** What a request's work takes along when it goes on on another thread. */
@Configuration(proxyBeanMethods = false)
class ObservationConfiguration {

    private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 2;

    /** As Spring Boot would have it, for all who record requests. */
    @Bean
    ServerRequestObservationConvention requestConvention(ObservationProperties properties) {
        return new DefaultServerRequestObservationConvention(
                properties.getHttp().getServer().getRequests().getName());
    }

    /** One step later than Spring Boot would have it, so that there is room before it. */
    @Bean
    FilterRegistrationBean<ServerHttpObservationFilter> requestObservation(
            ObservationRegistry observations, ServerRequestObservationConvention convention) {
        var filter =
                new FilterRegistrationBean<>(
                        new ServerHttpObservationFilter(observations, convention));
        filter.setOrder(ORDER);
        filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        return filter;
    }

    @Bean
    RequestTimes requestTimes(
            ServerRequestObservationConvention convention,
            ObservationRegistry observations,
            ObjectProvider<ObservationFilter> filters,
            MeterRegistry meters,
            Environment environment) {
        return new RequestTimes(
                convention,
                observations,
                filters.orderedStream().toList(),
                meters,
                Tracing.isOn(environment));
    }

    @Bean
    Handover handover(ContextSnapshotFactory contexts, Environment environment) {
        return new Handover(contexts, Tracing.isOn(environment));
    }

    @Bean
    ContextSnapshotFactory contextSnapshotFactory(ObservationRegistry observations) {
        ContextRegistry registry =
                new ContextRegistry()
                        .registerThreadLocalAccessor(
                                new ObservationThreadLocalAccessor(observations))
                        .registerThreadLocalAccessor(new SecurityContextHolderThreadLocalAccessor())
                        .registerThreadLocalAccessor(new Slf4jThreadLocalAccessor());
        return ContextSnapshotFactory.builder().contextRegistry(registry).build();
    }
}
