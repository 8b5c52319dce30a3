package io.graphbus.spring.durable;

import io.graphbus.durable.Durability;
import io.graphbus.durable.retention.Retention;
import io.graphbus.model.TopicPattern;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.spring.setting.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Which topics are durable, and how their events are delivered.
 *
 * @param mode What topics are of which the topics map says nothing.
 * @param topics Topics and patterns, and what they are. A topic counts more than a pattern, a
 *     longer pattern more than a shorter one.
 * @param inFlight Deliveries of one subscription that are made or wait in its agent's mailbox.
 * @param mostDeferred Deliveries of one subscription that wait for another attempt, or behind one
 *     that does, before no further ones are begun.
 * @param lease How long what an instance was given stays with it after its last sign of life.
 * @param poll How often the log is looked at for what other instances have published.
 * @param retention How long events are kept.
 * @param initializeSchema Whether the tables of the event log are made and upgraded at start.
 */
@ConfigurationProperties("graphbus.durability")
public record DurabilityProperties(
        @DefaultValue("transient") Mode mode,
        Map<String, Mode> topics,
        @DefaultValue("1000") int inFlight,
        @DefaultValue("10000") int mostDeferred,
        @DefaultValue("10s") Duration lease,
        @DefaultValue("50ms") Duration poll,
        @DefaultValue Kept retention,
        @DefaultValue("true") boolean initializeSchema) {

    /**
     * How long events are kept that every subscription has settled.
     *
     * @param age Age beyond which events are removed; 0 for no matter how old.
     * @param count Number of newest events beyond which others are removed; 0 for any number.
     * @param archive Directory that events are written to before they are removed.
     * @param deadLetters Time after which dead letters are thrown away; 0 for never.
     */
    public record Kept(
            @DefaultValue("7d") Duration age,
            @DefaultValue("0") long count,
            @Nullable Path archive,
            @DefaultValue("0") Duration deadLetters) {

        public Kept {
            Setting.notNegative("graphbus.durability.retention.age", age);
            Setting.atLeast("graphbus.durability.retention.count", count, 0);
            Setting.notNegative("graphbus.durability.retention.dead-letters", deadLetters);
        }

        Retention retention() {
            return new Retention(age, count, archive, deadLetters);
        }
    }

    /** What a topic is. */
    public enum Mode {
        /** Its events live in memory. */
        TRANSIENT,
        /** Its events are in the database before a publish returns. */
        DURABLE
    }

    private static final String IN_FLIGHT = "graphbus.durability.in-flight";
    private static final String DEFERRED = "graphbus.durability.most-deferred";
    private static final int MANY = 1_000_000;

    public DurabilityProperties {
        Setting.atLeast(IN_FLIGHT, inFlight, 1);
        Setting.atMost(IN_FLIGHT, inFlight, MANY, "" + MANY);
        Setting.atLeast(DEFERRED, mostDeferred, 1);
        Setting.atMost(DEFERRED, mostDeferred, MANY, "" + MANY);
        Setting.notShorter("graphbus.durability.lease", lease, "a second", Duration.ofSeconds(1));
        Setting.positive("graphbus.durability.poll", poll);
        topics = topics == null ? Map.of() : Map.copyOf(topics);
        topics.keySet().forEach(DurabilityProperties::check);
    }

    private static void check(String pattern) {
        if (!TopicPattern.isPattern(pattern)) {
            throw Problem.of(
                            ProblemCode.INVALID_CONFIGURATION,
                            "graphbus.durability.topics",
                            "\"" + pattern + "\" is no topic and no pattern.",
                            "Write a key with slashes in brackets: topics[/order/*].")
                    .toException();
        }
    }

    /** Whether any topic can be durable. */
    boolean isAny() {
        return mode == Mode.DURABLE || topics.containsValue(Mode.DURABLE);
    }

    /** The same for a graph. */
    Durability durability(DataSize maxPayload) {
        Map<TopicPattern, Boolean> known = new HashMap<>();
        topics.forEach((text, is) -> known.put(new TopicPattern(text), is == Mode.DURABLE));
        return new Durability(
                mode == Mode.DURABLE,
                known,
                inFlight,
                mostDeferred,
                lease,
                poll,
                Math.toIntExact(maxPayload.toBytes()));
    }
}
