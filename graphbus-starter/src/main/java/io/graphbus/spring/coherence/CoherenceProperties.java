package io.graphbus.spring.coherence;

import io.graphbus.spring.setting.Setting;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the versions in the graph's traffic are watched.
 *
 * @param enabled Whether deliveries are counted for the coherence score.
 * @param halfLife Time after which a delivery counts half.
 * @param maxCells Most publishers with reader and topic that are told apart; of more, those without
 *     traffic for longest are counted together.
 * @param directory Directory in which what was counted is kept between runs. Ignored when a
 *     CoherenceStore bean exists; without both it is not kept.
 * @param interactions File that every delivery is written to, one a line, to be judged again by
 *     graphbus coherence; without it none is.
 */
@ConfigurationProperties("graphbus.coherence")
public record CoherenceProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("10m") Duration halfLife,
        @DefaultValue("50000") int maxCells,
        @Nullable Path directory,
        @Nullable Path interactions) {

    private static final int MANY = 1_000_000;

    public CoherenceProperties {
        Setting.positive("graphbus.coherence.half-life", halfLife);
        Setting.atLeast("graphbus.coherence.max-cells", maxCells, 1);
        Setting.atMost("graphbus.coherence.max-cells", maxCells, MANY, "" + MANY);
    }
}
