package io.graphbus.coherence;

import io.graphbus.coherence.evidence.Interaction;
import io.graphbus.coherence.evidence.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Makes up what agents could have sent each other. */
public final class RandomTraffic {

    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final List<String> VERSIONS =
            List.of("1.0.0", "1.1.0", "1.2.0", "2.0.0", "2.1.0", "3.0.0-rc.1");

    private RandomTraffic() {}

    /** So many deliveries in so many seconds, among a few agents and topics. */
    public static List<Interaction> of(long seed, int deliveries, int seconds) {
        Random random = new Random(seed);
        int agents = 2 + random.nextInt(6);
        int topics = 1 + random.nextInt(3);
        List<Interaction> all = new ArrayList<>();
        for (int i = 0; i < deliveries; i++) {
            String source = "Agent" + random.nextInt(agents);
            String version =
                    VERSIONS.get((source.hashCode() + (random.nextInt(12) == 0 ? 1 : 0)) % 6);
            all.add(
                    new Interaction(
                            START.plusMillis(i * 1000L * seconds / deliveries),
                            source,
                            "Agent" + random.nextInt(agents),
                            "/topic/" + random.nextInt(topics),
                            random.nextInt(20) == 0 ? null : version,
                            outcome(random)));
        }
        return all;
    }

    private static Outcome outcome(Random random) {
        int die = random.nextInt(40);
        return die < Outcome.values().length ? Outcome.values()[die] : Outcome.PASSED;
    }

    /** The same with other names for the agents. */
    public static List<Interaction> renamed(
            List<Interaction> traffic, UnaryOperator<String> naming) {
        return traffic.stream()
                .map(
                        i ->
                                new Interaction(
                                        i.at(),
                                        naming.apply(i.source()),
                                        naming.apply(i.target()),
                                        i.topic(),
                                        i.version(),
                                        i.outcome()))
                .toList();
    }
}
