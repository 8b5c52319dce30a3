package io.graphbus.cli.config;

import io.graphbus.cli.log.LogOptions;
import io.graphbus.cli.output.Format;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Gives options that were not given on the command line what is set elsewhere. */
public record OptionDefaults(Configuration configuration) implements IDefaultValueProvider {

    private static final Map<String, Setting> OPTIONS =
            Map.of(
                    "--artifacts", Setting.ARTIFACTS,
                    "--data", Setting.DATA,
                    "--server", Setting.SERVER,
                    "--token", Setting.TOKEN,
                    "--port", Setting.PORT);
    private static final List<Class<?>> FORMS =
            List.of(Format.ForResults.class, Format.ForFindings.class);

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        return setting(argument).flatMap(configuration::set).orElse(null);
    }

    private static Optional<Setting> setting(ArgSpec argument) {
        return switch (argument) {
            case OptionSpec option when isForm(option) -> Optional.of(Setting.FORMAT);
            case OptionSpec option when option.paramLabel().equals(LogOptions.GIVEN_ONLY) ->
                    Optional.empty();
            case OptionSpec option -> Optional.ofNullable(OPTIONS.get(option.longestName()));
            case PositionalParamSpec system when system.paramLabel().equals("SYSTEM") ->
                    Optional.of(Setting.ARTIFACTS);
            default -> Optional.empty();
        };
    }

    private static boolean isForm(OptionSpec option) {
        return Arrays.stream(option.converters()).anyMatch(c -> FORMS.contains(c.getClass()));
    }
}
