package io.graphbus.spring.application;

import io.graphbus.spring.application.Situation.Standing;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Locale;

/** Attempts to register by what became of them, and whether the application is registered. */
final class RegistrationMetrics implements MeterBinder {

    private static final List<Standing> OUTCOMES =
            List.of(
                    Standing.REGISTERED,
                    Standing.SUPERSEDED,
                    Standing.REFUSED,
                    Standing.UNREACHABLE);

    private final RegistrationLog log;

    RegistrationMetrics(RegistrationLog log) {
        this.log = log;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Standing outcome : OUTCOMES) {
            FunctionCounter.builder("graphbus.server.registrations", log, l -> l.attempts(outcome))
                    .description("Attempts to register the application at its server")
                    .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        Gauge.builder(
                        "graphbus.server.registered",
                        log,
                        l -> l.situation().standing() == Standing.REGISTERED ? 1 : 0)
                .description("1 while the server has what the application is, else 0")
                .register(registry);
    }
}
