package io.graphbus.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings signals to their listeners, which may come and go at any time. Senders hold a {@link
 * Channel} per signal type and make a signal only when somebody listens. Usable from any thread.
 */
public final class Signals {

    private static final Logger log = LoggerFactory.getLogger(Signals.class);

    private final Map<Class<?>, Channel<?>> channels = new ConcurrentHashMap<>();
    private final List<SignalListener<?>> listeners = new ArrayList<>();
    private final List<Runnable> rewired = new CopyOnWriteArrayList<>();
    private final Set<SignalListener<?>> failed = ConcurrentHashMap.newKeySet();

    /** Adds a listener until the returned handle is closed. */
    public Watch add(SignalListener<?> listener) {
        synchronized (listeners) {
            listeners.add(listener);
            channels.values().forEach(channel -> channel.rewire(listeners));
        }
        rewired.forEach(Runnable::run);
        return () -> remove(listener);
    }

    private void remove(SignalListener<?> listener) {
        synchronized (listeners) {
            listeners.remove(listener);
            channels.values().forEach(channel -> channel.rewire(listeners));
            failed.remove(listener);
        }
        rewired.forEach(Runnable::run);
    }

    /** Has something done after every change of listeners, until the returned handle is closed. */
    public Watch whenRewired(Runnable task) {
        rewired.add(task);
        return () -> rewired.remove(task);
    }

    /** The way to everybody who listens to a type; keep it rather than asking for it per signal. */
    @SuppressWarnings("unchecked")
    public <S extends Signal> Channel<S> channel(Class<S> type) {
        Channel<?> known = channels.get(type);
        if (known != null) {
            return (Channel<S>) known;
        }
        synchronized (listeners) {
            Channel<?> channel = channels.computeIfAbsent(type, t -> new Channel<>(t));
            channel.rewire(listeners);
            return (Channel<S>) channel;
        }
    }

    /** Sends one signal; for those that are rare. */
    @SuppressWarnings("unchecked")
    public void send(Signal signal) {
        ((Channel<Signal>) channel(signal.getClass())).send(signal);
    }

    /** A listener's stay. */
    public interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /** The listeners of one signal type. */
    public final class Channel<S extends Signal> {

        private final Class<?> type;
        private volatile SignalListener<?>[] hearing = {};

        private Channel(Class<?> type) {
            this.type = type;
        }

        /** Whether making a signal is worth it. */
        public boolean isHeard() {
            return hearing.length > 0;
        }

        public void send(S signal) {
            for (SignalListener<?> listener : hearing) {
                tell(listener, signal);
            }
        }

        @SuppressWarnings("unchecked")
        private void tell(SignalListener<?> listener, S signal) {
            try {
                ((SignalListener<S>) listener).on(signal);
            } catch (Throwable e) { // user code
                if (failed.add(listener)) {
                    log.warn(
                            "A listener for {} failed; further failures of it are not logged",
                            type.getSimpleName(),
                            e);
                }
            }
        }

        private void rewire(List<SignalListener<?>> all) {
            hearing =
                    all.stream()
                            .filter(listener -> listener.type().isAssignableFrom(type))
                            .toArray(SignalListener<?>[]::new);
        }
    }
}
