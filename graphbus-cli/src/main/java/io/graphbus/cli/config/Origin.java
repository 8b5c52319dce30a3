package io.graphbus.cli.config;

import java.nio.file.Path;
import java.util.Optional;

/** Where a value comes from; a later kind of source outdoes an earlier one. */
sealed interface Origin {

    /** Nobody said anything. */
    record Default() implements Origin {
        @Override
        public String toString() {
            return "default";
        }
    }

    /** A line of a file. */
    record File(Path file, int line) implements Origin {
        @Override
        public String toString() {
            return file + ":" + line;
        }
    }

    /** An environment variable. */
    record Variable(String name) implements Origin {
        @Override
        public String toString() {
            return name;
        }
    }

    /** An option of the command. */
    record Given(String option) implements Origin {
        @Override
        public String toString() {
            return option;
        }
    }

    /** One word for programs. */
    default String kind() {
        return switch (this) {
            case Default nobody -> "default";
            case File line -> "file";
            case Variable variable -> "environment";
            case Given option -> "option";
        };
    }

    default Optional<Path> directory() {
        return this instanceof File line
                ? Optional.ofNullable(line.file().toAbsolutePath().getParent())
                : Optional.empty();
    }
}
