package io.graphbus.retry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.graphbus.mailbox.Timer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FailureLogTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final HandClock clock = new HandClock();
    private final Timer timer = new Timer(clock);
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.graphbus.retry.test");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final FailureLog log = new FailureLog(logger, timer, "A.on failed");

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
        timer.close();
    }

    private List<String> lines() {
        return List.copyOf(lines.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void theFirstFailureIsToldAtOnceAndAFloodOnceASecond() {
        for (int i = 1; i <= 500; i++) {
            log.warn("for event " + i);
        }
        assertThat(lines()).containsExactly("A.on failed for event 1");
        clock.advance(SECOND);
        clock.await(() -> lines().size() == 2);
        assertThat(lines().get(1))
                .isEqualTo("A.on failed 499 more times, the last one for event 500");
        log.warn("for event 501");
        assertThat(lines()).hasSize(2);
        clock.advance(SECOND);
        clock.await(() -> lines().size() == 3);
        assertThat(lines().get(2)).isEqualTo("A.on failed once more: for event 501");
    }

    @Test
    void afterAQuietSecondTheNextOneIsToldAtOnce() {
        log.warn("for event 1");
        clock.advance(SECOND);
        clock.await(timer::isQuiet);
        log.warn("for event 2");
        assertThat(lines()).containsExactly("A.on failed for event 1", "A.on failed for event 2");
    }

    @Test
    void whatIsUntoldIsToldAtTheEnd() {
        log.warn("for event 1");
        log.warn("for event 2");
        log.close();
        assertThat(lines())
                .containsExactly("A.on failed for event 1", "A.on failed once more: for event 2");
    }
}
