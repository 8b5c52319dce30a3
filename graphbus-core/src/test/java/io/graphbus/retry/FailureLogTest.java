package io.graphbus.retry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.graphbus.GraphBus;
import io.graphbus.agent.Event;
import io.graphbus.bus.Publish;
import io.graphbus.mailbox.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class FailureLogTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";
    private static final Event EVENT = event("00-" + TRACE + "-" + SPAN + "-01");

    private static Event event(String traceparent) {
        try (GraphBus bus = GraphBus.of()) {
            Map<String, String> headers = Map.of("traceparent", traceparent);
            return (Event) bus.publish(Publish.to("/Some/Topic", 1).headers(headers));
        }
    }

    private final HandClock clock = new HandClock();
    private final Timer timer = new Timer(clock);
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.graphbus.retry.test");
    private final ListAppender<ILoggingEvent> lines =
            new ListAppender<>() {
                @Override
                protected void append(ILoggingEvent line) {
                    line.getMDCPropertyMap(); // is read when it is first asked for
                    super.append(line);
                }
            };
    private final FailureLog log =
            new FailureLog(logger, timer, "A.on failed", new FailureFields("A", "heard"));

    @BeforeEach
    void listen() {
        logger.setAdditive(false);
        logger.setLevel(Level.WARN);
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void close() {
        logger.detachAppender(lines);
        MDC.clear();
        timer.close();
    }

    private List<String> lines() {
        return List.copyOf(lines.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void theFirstFailureIsToldAtOnceAndAFloodOnceASecond() {
        for (int i = 1; i <= 500; i++) {
            log.warn(EVENT, "for event " + i);
        }
        assertThat(lines()).containsExactly("A.on failed for event 1");
        clock.advance(SECOND);
        clock.await(() -> lines().size() == 2);
        assertThat(lines().get(1))
                .isEqualTo("A.on failed 499 more times, the last one for event 500");
        log.warn(EVENT, "for event 501");
        assertThat(lines()).hasSize(2);
        clock.advance(SECOND);
        clock.await(() -> lines().size() == 3);
        assertThat(lines().get(2)).isEqualTo("A.on failed once more: for event 501");
    }

    @Test
    void afterAQuietSecondTheNextOneIsToldAtOnce() {
        log.warn(EVENT, "for event 1");
        clock.advance(SECOND);
        clock.await(timer::isQuiet);
        log.warn(EVENT, "for event 2");
        assertThat(lines()).containsExactly("A.on failed for event 1", "A.on failed for event 2");
    }

    @Test
    void whatIsUntoldIsToldAtTheEnd() {
        log.warn(EVENT, "for event 1");
        log.warn(EVENT, "for event 2");
        log.close();
        assertThat(lines())
                .containsExactly("A.on failed for event 1", "A.on failed once more: for event 2");
    }

    @Test
    void machinesReadWhereItFailedAndInWhichTrace() {
        MDC.put("user", "Ada");
        log.warn(EVENT, "for event 1");
        log.warn(event("no trace"), "for event 2");
        log.close();
        assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("user", "Ada"));
        assertThat(lines.list)
                .extracting(line -> new TreeMap<>(line.getMDCPropertyMap()).toString())
                .containsExactly(
                        "{agent=A, spanId=%s, subscriber=heard, topic=/Some/Topic, traceId=%s, user=Ada}"
                                .formatted(SPAN, TRACE),
                        "{agent=A, subscriber=heard, topic=/Some/Topic, user=Ada}");
    }
}
