package io.graphbus.spring.setting;

import io.graphbus.problem.Nearest;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Finds settings below {@code graphbus} that nothing reads. Of environment variables and system
 * properties only those that are nearly a setting, or belong to a group of settings: launchers,
 * images and orchestrators have names of their own.
 */
final class UnknownSettings {

    private static final ConfigurationPropertyName PREFIX =
            ConfigurationPropertyName.of("graphbus");

    /** What the launcher, the command line and our images read. */
    private static final Set<String> ELSEWHERE =
            Set.of(
                    "GRAPHBUS_ADMIN_TOKEN",
                    "GRAPHBUS_AOT",
                    "GRAPHBUS_ARTIFACTS_DIR",
                    "GRAPHBUS_JAVA_HOME",
                    "GRAPHBUS_JAVA_OPTS",
                    "GRAPHBUS_OTLP_ENDPOINT",
                    "GRAPHBUS_PORT",
                    "GRAPHBUS_SERVER",
                    "GRAPHBUS_TOKEN",
                    "GRAPHBUS_VERSION");

    /** Kubernetes tells every pod of the services beside it, one named graphbus among them. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile(".*_SERVICE_(HOST|PORT)(_.*)?|.*_PORT(_\\d+_.*)?");

    private final KnownSettings known;

    UnknownSettings(KnownSettings known) {
        this.known = known;
    }

    /** One line for each, such as {@code graphbus.bus.overflw (...): nothing reads it. Did ...}. */
    Collection<String> in(Environment environment) {
        Map<String, String> found = new TreeMap<>();
        if (!known.names().isEmpty()) {
            for (ConfigurationPropertySource source :
                    ConfigurationPropertySources.get(environment)) {
                if (source instanceof IterableConfigurationPropertySource names) {
                    names.stream()
                            .filter(PREFIX::isAncestorOf)
                            .forEach(name -> look(names, name, found));
                }
            }
        }
        return found.values();
    }

    private void look(
            ConfigurationPropertySource source,
            ConfigurationPropertyName name,
            Map<String, String> found) {
        if (source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource) {
            String variable = variable(name.toString());
            if (!known.hasVariable(name) && isMeantForUs(name, variable)) {
                String hint = hint(name, UnknownSettings::variable);
                found.putIfAbsent(variable, line(variable, "environment", hint));
            }
        } else if (!known.has(name) && (!isShared(source) || isNearlyOurs(name))) {
            String hint = hint(name, Function.identity());
            found.putIfAbsent(name.toString(), line(name.toString(), origin(source, name), hint));
        }
    }

    private static boolean isShared(ConfigurationPropertySource source) {
        return source.getUnderlyingSource() instanceof PropertySource<?> properties
                && properties
                        .getName()
                        .equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
    }

    private boolean isMeantForUs(ConfigurationPropertyName name, String variable) {
        return !ELSEWHERE.contains(variable)
                && !SERVICE_LINK.matcher(variable).matches()
                && isNearlyOurs(name);
    }

    private boolean isNearlyOurs(ConfigurationPropertyName name) {
        return known.groups().contains(name.getElement(1, Form.UNIFORM))
                || nearest(name).isPresent();
    }

    /** What every name begins with would make all of them near. */
    private Optional<String> nearest(ConfigurationPropertyName name) {
        return Nearest.to(tail(name.toString()), known.names().stream().map(this::tail).toList())
                .map(tail -> PREFIX + "." + tail);
    }

    private String tail(String name) {
        return name.substring(PREFIX.toString().length() + 1);
    }

    private String hint(ConfigurationPropertyName name, Function<String, String> spelling) {
        return nearest(name)
                .map(nearest -> "Did you mean " + spelling.apply(nearest) + "?")
                .orElse("It may be misspelt, or of another version.");
    }

    private static String origin(
            ConfigurationPropertySource source, ConfigurationPropertyName name) {
        return String.valueOf(Origin.from(source.getConfigurationProperty(name)));
    }

    private static String variable(String property) {
        return property.replaceAll("[.\\-\\[]", "_").replace("]", "").toUpperCase(Locale.ROOT);
    }

    /** Without the value, which may be a secret. */
    private static String line(String name, String origin, String hint) {
        return name + " (" + origin + ") has no effect: there is no such setting. " + hint;
    }
}
