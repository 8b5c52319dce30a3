package io.graphbus.benchmarks.scale;

/**
 * What one run took.
 *
 * @param wall milliseconds from start to end of the process
 * @param cpu milliseconds of user and system time
 * @param peak megabytes of resident memory
 */
record Figures(long wall, long cpu, long peak) {

    private static final int KB = 1024;

    /** From what a {@link Probe} wrote. */
    static Figures read(long wall, String probe) {
        String[] parts = probe.trim().split(" ");
        return new Figures(wall, Long.parseLong(parts[0]), Long.parseLong(parts[1]) / KB);
    }

    /** The smaller of each; hiccups only ever add. */
    Figures best(Figures other) {
        return new Figures(
                Math.min(wall, other.wall), Math.min(cpu, other.cpu), Math.min(peak, other.peak));
    }
}
