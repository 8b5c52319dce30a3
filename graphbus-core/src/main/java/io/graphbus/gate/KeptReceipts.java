package io.graphbus.gate;

import io.graphbus.bus.Receipt;
import io.graphbus.gate.Idempotency.Kept;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Publishes with a key that is remembered in the transaction of its event. */
final class KeptReceipts {

    private final KeyMemory memory;

    KeptReceipts(KeyMemory memory) {
        this.memory = memory;
    }

    boolean covers(String topic) {
        return memory.covers(topic);
    }

    /** One publish with a key. */
    record Keyed(String name, String fingerprint, Instant now, Instant until) {}

    /**
     * The receipt of the first with this key, or of the publish that is made then.
     *
     * @return {@code null} while somebody else is publishing with the key
     * @throws Reused when the key was given with another event
     */
    @Nullable Receipt receipt(Keyed keyed, Supplier<Receipt> publish) {
        Receipt[] receipt = new Receipt[1];
        memory.together(
                () -> {
                    if (!memory.take(keyed.name())) {
                        return;
                    }
                    Optional<String> known = memory.known(keyed.name(), keyed.now());
                    if (known.isPresent()) {
                        receipt[0] = read(known.get(), keyed.fingerprint());
                        return;
                    }
                    Receipt fresh = publish.get();
                    receipt[0] = fresh;
                    memory.keep(keyed.name(), text(keyed.fingerprint(), fresh), keyed.until());
                });
        return receipt[0];
    }

    private static String text(String fingerprint, Receipt receipt) {
        return fingerprint + " " + receipt.subscribers() + " " + receipt.id();
    }

    private static Receipt read(String text, String fingerprint) {
        String[] words = text.split(" ", 3);
        if (!words[0].equals(fingerprint)) {
            throw new Reused();
        }
        return new Kept(words[2], Integer.parseInt(words[1]));
    }

    /** The key stands for something else. */
    static final class Reused extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
