package io.graphbus.spring.test.shop;

import io.graphbus.bus.Receipt;
import io.graphbus.gate.PublishInterceptor;
import io.graphbus.gate.Publishing;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Marks every event of the shop. */
@Component
class Stamp implements PublishInterceptor {

    @Override
    public Receipt intercept(Publishing publishing, Next next) {
        return next.proceed(
                publishing.with(publishing.request().headers(Map.of("stamped", "yes"))));
    }
}
