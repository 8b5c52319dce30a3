package io.graphbus.coherence.kept;

import io.graphbus.coherence.evidence.Interaction;
import io.graphbus.coherence.evidence.InteractionLog;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes deliveries down, one a line behind those that are there, so that they can be judged later
 * on. A line is with the operating system before the next delivery of its subscriber. When nothing
 * can be written any more that is told once, and deliveries go on. Usable from any thread.
 */
public final class InteractionFile implements Consumer<Interaction>, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(InteractionFile.class);

    private final Path file;
    private final Writer out;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean over;

    private InteractionFile(Path file, Writer out) {
        this.file = file;
        this.out = out;
    }

    /**
     * A file to write to, made with its directories where it is missing.
     *
     * @throws io.graphbus.problem.GraphBusException {@code OUTPUT_NOT_WRITABLE}
     */
    public static InteractionFile open(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().resolveSibling("."));
            return new InteractionFile(
                    file,
                    Files.newBufferedWriter(
                            file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw Problem.of(
                            ProblemCode.OUTPUT_NOT_WRITABLE,
                            file.toString(),
                            "deliveries cannot be written down: " + e,
                            "Name a file in a directory that can be written.")
                    .toException(e);
        }
    }

    @Override
    public void accept(Interaction interaction) {
        String line = InteractionLog.line(interaction) + "\n";
        lock.lock();
        try {
            if (!over) {
                out.write(line);
                out.flush();
            }
        } catch (IOException e) {
            over = true;
            log.warn("Deliveries are not written to {} any more: {}", file, e.toString());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            over = true;
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }
}
