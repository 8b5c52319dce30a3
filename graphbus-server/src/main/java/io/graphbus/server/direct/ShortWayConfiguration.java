package io.graphbus.server.direct;

import io.graphbus.server.direct.ShortWay.Controllers;
import io.graphbus.server.intake.PlainBodies;
import io.graphbus.server.observation.RequestTimes;
import io.graphbus.server.security.Clearance;
import io.graphbus.server.web.DirectRoute;
import jakarta.servlet.DispatcherType;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Puts the short way in front of all filters but the one that waits for the database; behind the
 * observation of requests too where they are traced.
 */
@Configuration(proxyBeanMethods = false)
class ShortWayConfiguration {

    @Bean
    FilterRegistrationBean<ShortWay> shortWay(
            List<DirectRoute> routes,
            PlainBodies bodies,
            Clearance clearance,
            RequestTimes times,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver exceptions) {
        var controllers = new Controllers(mapping, exceptions);
        var filter =
                new FilterRegistrationBean<>(
                        new ShortWay(routes, bodies, clearance, controllers, times));
        filter.setDispatcherTypes(DispatcherType.REQUEST);
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + (times.areTraced() ? 3 : 1));
        return filter;
    }
}
