package io.graphbus.server.build;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What clients may build on this server.
 *
 * @param enabled Whether clients with the admin token may upload sources and activate builds.
 * @param maxSize Largest upload.
 * @param maxUnpackedSize Largest total size of the files in an upload.
 * @param maxFiles Largest number of entries in an upload.
 * @param timeout How long one build may take.
 */
@ConfigurationProperties("graphbus.builds")
record BuildProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("10MB") DataSize maxSize,
        @DefaultValue("50MB") DataSize maxUnpackedSize,
        @DefaultValue("1000") int maxFiles,
        @DefaultValue("60s") Duration timeout) {}
