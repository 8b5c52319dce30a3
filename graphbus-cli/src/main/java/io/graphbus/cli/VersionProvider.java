package io.graphbus.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** Says which GraphBus this is and which Java runs it. */
final class VersionProvider implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Graphbus.class.getPackage().getImplementationVersion();
        return new String[] {
            "graphbus "
                    + Objects.requireNonNullElse(version, "development")
                    + " (Java "
                    + Runtime.version()
                    + ")"
        };
    }
}
