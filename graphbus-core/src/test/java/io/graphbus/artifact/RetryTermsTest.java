package io.graphbus.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.build.Workshop;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.RetrySettings;
import io.graphbus.model.Subscription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetryTermsTest {

    @TempDir Path root;
    private Path file;

    @BeforeEach
    void build() {
        Workshop workshop =
                new Workshop(root)
                        .source(
                                "Billing.java",
                                """
                                @Agent
                                public class Billing {
                                    @Subscribes(value = "/a", retry = @Retry(retries = 5, delay = "1500ms",
                                        maxDelay = "2m", jitter = 0, noRetryOn = IllegalStateException.class))
                                    public void own() {}
                                    @Subscribes("/b")
                                    public void usual() {}
                                    @Subscribes(value = "/c", retry = @Retry(retries = 0))
                                    public void never() {}
                                }
                                """);
        workshop.build().orThrow();
        file = workshop.artifacts().resolve("agents.json");
    }

    private List<Subscription> read() {
        AgentDefinition billing = ArtifactDirectory.read(file.getParent()).graph().agents().get(0);
        return billing.subscriptions();
    }

    @Test
    void whatASubscriptionSaysOfRetriesOutlivesTheBuild() {
        List<Subscription> read = read();
        assertThat(read.get(1).retry())
                .isEqualTo(
                        new RetrySettings(
                                5,
                                Duration.ofMillis(1500),
                                null,
                                0.0,
                                Duration.ofMinutes(2),
                                List.of(),
                                List.of("java.lang.IllegalStateException")));
        assertThat(read.get(2).retry()).isNull();
        assertThat(read.get(0).retry()).extracting(RetrySettings::retries).isEqualTo(0);
    }

    @Test
    void aSubscriptionThatSaysNothingIsWrittenAsBefore() throws IOException {
        String usual = Files.readString(file).split("\"id\" ?: ?\"usual\"")[1];
        assertThat(usual).doesNotContain("retry");
        assertThat(Files.readString(file)).contains("\"1500ms\"", "\"120s\"");
    }

    @Test
    void termsThatMakeNoSenseAreNotRead() throws IOException {
        Files.writeString(file, Files.readString(file).replace("1500ms", "-3s"));
        assertThatThrownBy(this::read)
                .hasMessageContaining("agents.json")
                .hasMessageContaining("the delay is -3s");
    }
}
