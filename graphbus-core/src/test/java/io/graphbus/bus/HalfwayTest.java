package io.graphbus.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.agent.Event;
import io.graphbus.agent.Priority;
import io.graphbus.mailbox.Mail;
import io.graphbus.mailbox.Mailbox;
import io.graphbus.mailbox.Overflow;
import io.graphbus.mailbox.Ticker;
import io.graphbus.model.TopicPattern;
import io.graphbus.signal.Signals;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Publishers that come to the end of their stack between two mailboxes. */
class HalfwayTest {

    private final Ticker ticker = new Ticker(Clock.systemUTC(), millis -> {});
    private final MessageBus bus =
            new MessageBus(
                    new MessageBus.Settings("n-", 16, Overflow.BLOCK, Duration.ofSeconds(1)),
                    ticker,
                    (payload, target) -> payload,
                    (source, topic) -> null,
                    new Signals(),
                    new Outlet());

    @AfterEach
    void stop() {
        ticker.close();
    }

    /** One with mail in its mailbox that cannot be pushed out without an error, when told so. */
    private static final class Listener implements Subscriber, Mailbox.Recipient {
        private final String agent;
        private final Mailbox box;
        private boolean fails;

        Listener(String agent, Overflow overflow) {
            this.agent = agent;
            this.box =
                    new Mailbox(this, new Nobody(), overflow == Overflow.BLOCK ? 8 : 2, overflow);
        }

        @Override
        public String agent() {
            return agent;
        }

        @Override
        public String id() {
            return "on";
        }

        @Override
        public String handler() {
            return "on";
        }

        @Override
        public TopicPattern topic() {
            return new TopicPattern("/T");
        }

        @Override
        public Priority priority() {
            return Priority.NORMAL;
        }

        @Override
        public Mailbox[] lanes() {
            return new Mailbox[] {box};
        }

        @Override
        public @Nullable String orderingKey(Event event) {
            return null;
        }

        @Override
        public void resume(boolean atOnce) {}

        @Override
        public void receive(Mail mail) {}

        @Override
        public void rest() {}

        @Override
        public void pause() {}

        @Override
        public void dropped(Mail mail) {
            if (fails) {
                throw new StackOverflowError("pretended");
            }
        }

        @Override
        public void discarded(Mail mail) {}
    }

    private static final class Nobody implements Mailbox.Scheduler {
        @Override
        public void schedule(Mailbox mailbox) {}

        @Override
        public boolean isBusy() {
            return false;
        }
    }

    private void publish() {
        bus.publish("/T", "x", null, Event.EXTERNAL, null, true);
    }

    @Test
    void anEventThatCannotBeAcceptedByAllGivesBackItsPlaces() {
        List<Listener> listeners = new ArrayList<>();
        for (String name : List.of("First", "Second")) {
            listeners.add(new Listener(name, Overflow.BLOCK));
        }
        Listener last = new Listener("Third", Overflow.DROP_OLDEST);
        listeners.add(last);
        listeners.forEach(bus.topics()::subscribe);
        for (int i = 0; i < 3; i++) {
            publish();
        }
        long offered = bus.topics().offered();
        publish();
        last.fails = true;
        assertThatThrownBy(this::publish).isInstanceOf(StackOverflowError.class);
        bus.finish();
        listeners.forEach(listener -> listener.box.steady());
        assertThat(offered).isEqualTo(9);
        assertThat(bus.topics().offered()).isEqualTo(12);
        assertThat(listeners.get(0).box.waitingMail()).isEqualTo(4);
        assertThat(listeners.get(1).box.waitingMail()).isEqualTo(4);
        assertThat(last.box.waitingMail()).isEqualTo(3);
    }
}
