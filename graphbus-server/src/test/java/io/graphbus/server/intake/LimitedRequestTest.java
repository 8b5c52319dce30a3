package io.graphbus.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class LimitedRequestTest {

    private final AtomicLong clock = new AtomicLong();
    private final MockHttpServletRequest sent = new MockHttpServletRequest();

    private LimitedRequest request(int most) {
        sent.setContent("0123456789".getBytes(StandardCharsets.US_ASCII));
        return new LimitedRequest(
                sent,
                most,
                () -> new IllegalStateException("too large"),
                new Pace(clock::get, Duration.ofSeconds(2)));
    }

    @Test
    void aBodyWithinItsLimitsIsRead() throws IOException {
        assertThat(request(10).getInputStream().readAllBytes()).hasSize(10);
        assertThat(request(10).getReader().readLine()).isEqualTo("0123456789");
    }

    @Test
    void aBodyThatIsTooLargeFails() {
        assertThatThrownBy(() -> request(9).getInputStream().readAllBytes())
                .hasMessage("too large");
    }

    @Test
    void aBodyThatTakesTooLongFails() throws IOException {
        var body = request(10).getInputStream();
        assertThat(body.read()).isEqualTo('0');
        clock.set(Duration.ofSeconds(3).toNanos());

        assertThatThrownBy(body::read)
                .isInstanceOfSatisfying(
                        GraphBusException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.REQUEST_TIMEOUT));
    }
}
