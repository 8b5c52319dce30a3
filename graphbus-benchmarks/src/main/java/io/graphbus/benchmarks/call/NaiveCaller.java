package io.graphbus.benchmarks.call;

import io.graphbus.benchmarks.peer.Payload;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A map lookup and a virtual call: the floor, for one thread. */
public final class NaiveCaller implements Caller {

    private final Map<String, Function<Payload, Long>> methods = new ConcurrentHashMap<>();

    public NaiveCaller() {
        methods.put("Adder.add", new Adder()::add);
    }

    @Override
    public @Nullable Object call(Payload payload) {
        Function<Payload, Long> method = methods.get("Adder.add");
        return method == null ? null : method.apply(payload);
    }

    @Override
    public void close() {}
}
