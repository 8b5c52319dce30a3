package io.graphbus.spring.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrationPropertiesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url=not a url | url",
                "url=localhost:8080 | url",
                "url=ftp://host | url",
                "url=http:///path | url",
                "url=http://u:secret@host | url",
                "url=http://host/?q=1 | url",
                "token=two words | token",
                "timeout=0s | timeout",
                "refresh=-1s | refresh",
                "refresh=2d | refresh",
                "retry.delay=0s | retry.delay",
                "retry.multiplier=0.5 | retry.multiplier",
                "retry.jitter=2 | retry.jitter",
                "retry.max-delay=1ms | retry.max-delay",
                "instance-id=a b | instance-id",
                "application-name=a/b | application-name",
                "application-name=-a | application-name"
            })
    void aValueThatCannotBeEndsTheStartAndNamesTheProperty(String setting, String property) {
        Registering.at("http://localhost:1")
                .withPropertyValues("graphbus.server." + setting)
                .run(
                        context -> {
                            GraphBusException failure = find(context.getStartupFailure());
                            assertThat(failure.problem().code())
                                    .isEqualTo(ProblemCode.INVALID_CONFIGURATION);
                            assertThat(failure.problem().where())
                                    .isEqualTo("graphbus.server." + property);
                            assertThat(failure.problem().hint()).isNotEmpty();
                            assertThat(failure.problem().message())
                                    .doesNotContain("secret", "two words");
                        });
    }

    @Test
    void anApplicationWithoutNameIsToldToHaveOne() {
        Registering.at("http://localhost:1")
                .withPropertyValues("spring.application.name=")
                .run(
                        context ->
                                assertThat(find(context.getStartupFailure()).problem().hint())
                                        .contains("spring.application.name"));
    }

    @Test
    void theOwnNameComesBeforeTheApplications() {
        Registering.at("http://localhost:1")
                .withPropertyValues("graphbus.server.application-name=lobby")
                .run(
                        context ->
                                assertThat(context.getBean(RegistrationLog.class).address())
                                        .hasToString(
                                                "http://localhost:1/api/v1/applications/lobby"));
    }

    @Test
    void thePropertiesDoNotSayTheToken() {
        Registering.at("http://localhost:1")
                .run(
                        context ->
                                assertThat(context.getBean(RegistrationProperties.class).toString())
                                        .doesNotContain(Registering.TOKEN));
    }

    private static GraphBusException find(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof GraphBusException found) {
                return found;
            }
        }
        throw new AssertionError("no problem of ours", failure);
    }
}
