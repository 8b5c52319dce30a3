package io.graphbus.e2e.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of this checkout. */
public final class Checkout {

    public static final Path ROOT =
            Path.of(System.getProperty("graphbus.root", "..")).toAbsolutePath();
    public static final Path CHART = path("helm/graphbus");

    private Checkout() {}

    public static Path path(String relative) {
        return ROOT.resolve(relative).normalize();
    }

    public static String text(String relative) {
        try {
            return Files.readString(path(relative));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
