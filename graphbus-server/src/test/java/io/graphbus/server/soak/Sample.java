package io.graphbus.server.soak;

import java.util.Locale;

/** What a process holds at one moment; memory in megabytes. */
record Sample(double heap, double beside, int classes, int threads, long files) {

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "heap %.1f MB, beside it %.1f MB, %d classes, %d threads, %d files",
                heap,
                beside,
                classes,
                threads,
                files);
    }
}
