package io.graphbus.store;

import io.graphbus.agent.Contract.Stability;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import io.graphbus.schema.Version;
import io.graphbus.store.ContractStore.StoredContract;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One registered contract in one file, with the hash that proves it unchanged. */
final class ContractFile {

    private static final int FORMAT = 1;

    private ContractFile() {}

    /** A file that does not hold what it should. */
    private static final class DamagedException extends IOException {
        private static final long serialVersionUID = 1L;

        DamagedException(String reason) {
            super(reason);
        }
    }

    static String text(StoredContract contract) {
        ObjectNode tree =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("formatVersion", FORMAT)
                        .put("agent", contract.agent())
                        .put("version", contract.version().text())
                        .put("stability", contract.stability().name().toLowerCase(Locale.ROOT))
                        .put("hash", contract.hash())
                        .put("registeredAt", contract.registeredAt().toString());
        tree.set("document", Json.parse(contract.document(), contract.agent()));
        return Json.pretty(tree);
    }

    /**
     * What a file holds; empty when there is none.
     *
     * @throws io.graphbus.problem.GraphBusException {@code CONTRACT_DAMAGED}
     */
    static Optional<StoredContract> read(Path file) {
        try {
            return Optional.of(contract(Json.MAPPER.readTree(Files.readString(file))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (DamagedException | CharacterCodingException | IllegalArgumentException e) {
            throw damaged(file, e.getMessage()).toException(e);
        } catch (JacksonException e) {
            throw damaged(file, Json.reason(e)).toException(e);
        } catch (IOException e) {
            throw Problem.of(
                            ProblemCode.INPUT_UNREADABLE,
                            file.toString(),
                            "a registered contract cannot be read: " + e,
                            "Check that the file can be read.")
                    .toException(e);
        }
    }

    private static Problem damaged(Path file, @Nullable String reason) {
        return Problem.of(
                ProblemCode.CONTRACT_DAMAGED,
                file.toString(),
                "a registered contract is damaged: " + reason,
                "Put the file back from a backup or from version control; what is registered is"
                        + " never changed by hand.");
    }

    private static StoredContract contract(JsonNode tree) throws IOException {
        int format = tree.path("formatVersion").asInt(0);
        if (format != FORMAT) {
            throw new DamagedException(
                    format > FORMAT
                            ? "it has format " + format + ", which a newer GraphBus wrote"
                            : "it is no contract file of format " + FORMAT);
        }
        String document = Json.canonical(tree.path("document"));
        String hash = text(tree, "hash");
        if (!hash.equals(Json.hash(tree.path("document")))) {
            throw new DamagedException("its document does not have the hash " + hash);
        }
        return new StoredContract(
                text(tree, "agent"),
                Version.of(text(tree, "version")),
                stability(text(tree, "stability")),
                hash,
                document,
                instant(text(tree, "registeredAt")));
    }

    private static Stability stability(String text) {
        return Stability.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static Instant instant(String text) throws IOException {
        try {
            return Instant.parse(text);
        } catch (java.time.DateTimeException e) {
            throw new DamagedException("registeredAt is no time");
        }
    }

    private static String text(JsonNode tree, String member) throws IOException {
        JsonNode value = tree.path(member);
        if (!value.isString()) {
            throw new DamagedException("it has no " + member);
        }
        return value.stringValue();
    }
}
