package io.graphbus.migration.state;

import io.graphbus.migration.MigrationId;
import io.graphbus.migration.Subject;
import io.graphbus.schema.Version;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What has to be done before a migration.
 *
 * @param agent whose state
 * @param from the version that it has left by the migration that is named; {@code null} when only
 *     the version it has to have is
 * @param version that it has to have, or a later one
 */
record Need(String agent, @Nullable Version from, Version version) {

    private static final String STATE = ":" + Subject.STATE.text() + ":";

    /** Reads {@code Billing@2.0.0} or {@code Billing:state:1.0.0:2.0.0}. */
    static Optional<Need> of(String text) {
        int state = text.indexOf(STATE);
        if (state > 0) {
            List<String> versions = List.of(text.substring(state + STATE.length()).split(":", -1));
            return versions.size() == 2 && versions.stream().allMatch(Version::isValid)
                    ? Optional.of(
                            new Need(
                                    text.substring(0, state),
                                    Version.of(versions.get(0)),
                                    Version.of(versions.get(1))))
                    : Optional.empty();
        }
        int at = text.indexOf('@');
        return at > 0 && Version.isValid(text.substring(at + 1))
                ? Optional.of(
                        new Need(text.substring(0, at), null, Version.of(text.substring(at + 1))))
                : Optional.empty();
    }

    /** Whether a step of its agent does what is needed, or undoes it. */
    boolean isMetBy(MigrationId migration) {
        return from == null
                ? migration.from().compareTo(version) < 0 && migration.to().compareTo(version) >= 0
                : migration.from().equals(from) && migration.to().equals(version);
    }

    /** Whether a state of this version has it behind itself. */
    boolean isMetAt(Version saved) {
        return saved.compareTo(version) >= 0;
    }

    @Override
    public String toString() {
        return agent + "@" + version;
    }
}
