package io.graphbus.cli.system;

import io.graphbus.build.BuildListener;
import io.graphbus.cli.output.Progress;

/** Tells a person how far a build has come. */
public record BuildProgress(Progress shown) implements BuildListener {

    @Override
    public void progress(Phase phase, int done, int total) {
        shown.now(
                switch (phase) {
                    case COMPILE -> "Compiling " + counted(total, "file");
                    case EXTRACT -> "Reading agents, " + done + " of " + total;
                    case CONNECT -> "Connecting " + counted(total, "agent");
                    case GENERATE -> "Generating dispatchers for " + counted(total, "agent");
                    case WRITE -> "Writing artifacts";
                });
    }

    private static String counted(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
