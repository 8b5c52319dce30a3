package io.graphbus.server.build.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

class ScratchTest {

    @TempDir Path place;
    @TempDir Path elsewhere;

    @Test
    void whatAKilledProcessLeavesIsRemovedAndWhatALivingOneHasIsNot() throws IOException {
        try (Holder other = Holder.start(place)) {
            open().close();
            assertThat(other.held()).isDirectory();

            other.kill();
            assertThat(other.held()).isDirectory();
            try (Scratch next = open()) {
                assertThat(next.directory("mine").path()).isDirectory();
                assertThat(other.held()).doesNotExist();
                assertThat(inPlace()).hasSize(1);
            }
        }
    }

    @Test
    void serversInOneProcessLeaveEachOtherAlone() throws IOException {
        try (Scratch first = open()) {
            Path directory = first.directory("first").path();
            open().close();
            try (Holder other = Holder.start(place)) {
                assertThat(other.held()).isDirectory();
                assertThat(directory).as("the lock is still held").isDirectory();
            }
        }
    }

    @Test
    void nothingIsLeftAtTheEnd() throws IOException {
        try (Scratch scratch = open()) {
            Files.writeString(scratch.directory("some").path().resolve("file"), "x");
        }

        assertThat(inPlace()).isEmpty();
    }

    @Test
    void whatIsNoServersStays() throws IOException {
        Path file = Files.createFile(place.resolve(Lease.PREFIX + "file"));
        Path unlocked = directory(place, Lease.PREFIX + "of-somebody", "content");
        Path other = directory(place, "other", "lock");
        Path target = directory(elsewhere, "target", "lock");
        Path link = Files.createSymbolicLink(place.resolve(Lease.PREFIX + "link"), target);
        Path linked = Files.createDirectory(place.resolve(Lease.PREFIX + "locked"));
        Files.createSymbolicLink(linked.resolve("lock"), target.resolve("lock"));

        open().close();

        assertThat(inPlace()).containsExactlyInAnyOrder(file, unlocked, other, link, linked);
        assertThat(unlocked.resolve("content")).exists();
        assertThat(target.resolve("lock")).exists();
    }

    @Test
    void linksInWhatIsLeftAreNotFollowed() throws IOException {
        Path target = directory(elsewhere, "target", "file");
        Path left = directory(place, Lease.PREFIX + "left", "lock");
        Files.createSymbolicLink(left.resolve("link"), target);

        open().close();

        assertThat(inPlace()).isEmpty();
        assertThat(target.resolve("file")).exists();
    }

    @Test
    void anEmptyDirectoryOfAServerThatWasKilledAtOnceIsRemoved() throws IOException {
        Files.createDirectory(place.resolve(Lease.PREFIX + "1"));

        open().close();

        assertThat(inPlace()).isEmpty();
    }

    @Test
    void aDirectoryThatTheSystemCleanedUpIsMadeAgain() throws IOException {
        try (Scratch scratch = open()) {
            FileSystemUtils.deleteRecursively(scratch.directory("one").path().getParent());

            assertThat(scratch.directory("two").path()).isDirectory();
        }
        assertThat(inPlace()).isEmpty();
    }

    private Scratch open() {
        return Scratch.openIn(place);
    }

    private static Path directory(Path parent, String name, String file) throws IOException {
        Path directory = Files.createDirectory(parent.resolve(name));
        Files.createFile(directory.resolve(file));
        return directory;
    }

    private List<Path> inPlace() throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.toList();
        }
    }
}
