package io.graphbus.server.build;

import static io.graphbus.server.setting.Bounds.between;

import io.graphbus.server.build.compile.CompilerLimits;
import io.graphbus.server.build.upload.UploadLimits;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What clients may build on this server.
 *
 * @param enabled Whether clients with the admin token may upload and activate builds.
 * @param maxSize Largest upload.
 * @param maxUnpackedSize Largest total size of the files in an upload.
 * @param maxFiles Largest number of entries in an upload.
 * @param timeout How long one build may take, and how long it waits for others before.
 * @param memory Largest heap of the process that compiles.
 * @param concurrent How many builds run at a time.
 * @param waiting How many more wait; beyond that uploads are refused with 429.
 * @param activationTimeout How long a graph may take to start when its build is activated.
 * @param maxStuckStarts How many starts that were given up may go on before no more builds are
 *     activated.
 * @param maxThreadsLeft How many threads of earlier graphs may go on before no more builds are
 *     activated.
 * @param keep How many builds beside the active one and the one before keep their artifacts; those
 *     of older ones are removed.
 */
@ConfigurationProperties("graphbus.builds")
record BuildProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("10MB") DataSize maxSize,
        @DefaultValue("50MB") DataSize maxUnpackedSize,
        @DefaultValue("1000") int maxFiles,
        @DefaultValue("60s") Duration timeout,
        @DefaultValue("256MB") DataSize memory,
        @DefaultValue("1") int concurrent,
        @DefaultValue("2") int waiting,
        @DefaultValue("30s") Duration activationTimeout,
        @DefaultValue("3") int maxStuckStarts,
        @DefaultValue("200") int maxThreadsLeft,
        @DefaultValue("50") int keep) {

    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final Duration HOUR = Duration.ofHours(1);

    BuildProperties {
        between("graphbus.builds.max-size", maxSize, DataSize.ofBytes(1), DataSize.ofGigabytes(1));
        between(
                "graphbus.builds.max-unpacked-size",
                maxUnpackedSize,
                DataSize.ofBytes(1),
                DataSize.ofMegabytes(2047));
        between("graphbus.builds.max-files", maxFiles, 1, 65_000);
        between("graphbus.builds.timeout", timeout, MOMENT, HOUR);
        between(
                "graphbus.builds.memory",
                memory,
                DataSize.ofMegabytes(64),
                DataSize.ofGigabytes(16));
        between("graphbus.builds.concurrent", concurrent, 1, 16);
        between("graphbus.builds.waiting", waiting, 0, 100);
        between("graphbus.builds.activation-timeout", activationTimeout, MOMENT, HOUR);
        between("graphbus.builds.max-stuck-starts", maxStuckStarts, 1, 1_000);
        between("graphbus.builds.max-threads-left", maxThreadsLeft, 1, 100_000);
        between("graphbus.builds.keep", keep, 1, 1_000_000);
    }

    CompilerLimits compilerLimits() {
        return new CompilerLimits(timeout, memory, concurrent, waiting);
    }

    ActivationLimits activationLimits() {
        return new ActivationLimits(activationTimeout, maxStuckStarts, maxThreadsLeft);
    }

    UploadLimits uploadLimits() {
        return new UploadLimits(maxSize, maxUnpackedSize, maxFiles);
    }
}
