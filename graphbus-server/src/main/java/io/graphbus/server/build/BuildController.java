package io.graphbus.server.build;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.build.history.BuildHistory;
import io.graphbus.server.build.history.BuildStatus;
import io.graphbus.server.build.history.BuildView;
import io.graphbus.server.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Builds over REST: uploading and activating only where they are switched on, reading always. */
@RestController
@RequestMapping("/api/v1/builds")
@Tag(name = "builds")
class BuildController {

    private final BuildProperties properties;
    private final BuildHistory history;
    private final Uploads uploads;
    private final Activation activation;

    BuildController(
            BuildProperties properties,
            BuildHistory history,
            Uploads uploads,
            Activation activation) {
        this.properties = properties;
        this.history = history;
        this.uploads = uploads;
        this.activation = activation;
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary =
                    "Builds Java sources from a zip archive, or takes artifacts: a zip of a"
                            + " .graphbus directory, or a jar")
    BuildView buildZip(
            @RequestParam(required = false) @Nullable MultipartFile sources,
            @RequestParam(required = false) @Nullable MultipartFile artifacts,
            @RequestParam(defaultValue = "false") boolean activate)
            throws IOException {
        requireEnabled();
        if ((sources == null) == (artifacts == null)) {
            throw Problem.of(
                            ProblemCode.INVALID_REQUEST,
                            "body",
                            "The form needs one file: sources or artifacts.",
                            "Send -F sources=@sources.zip, or -F artifacts=@artifacts.zip.")
                    .toException();
        }
        MultipartFile sent = sources == null ? Objects.requireNonNull(artifacts) : sources;
        try (InputStream archive = sent.getInputStream()) {
            return activated(
                    sources == null ? uploads.artifacts(archive) : uploads.sourcesInZip(archive),
                    activate);
        }
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Builds Java sources from a JSON object of names and sources",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = FilesBody.class))))
    BuildView buildJson(
            HttpServletRequest request, @RequestParam(defaultValue = "false") boolean activate)
            throws IOException {
        requireEnabled();
        return activated(uploads.sourcesInJson(request.getInputStream()), activate);
    }

    @PostMapping("/{id}/activate")
    @Operation(summary = "Makes a successful build the one that runs")
    BuildView activate(@PathVariable String id) {
        requireEnabled();
        return activation.activate(id);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Deletes a build with its artifacts",
            description = "Not the active one. The contracts that it registered stay.")
    void delete(@PathVariable String id) {
        requireEnabled();
        history.delete(id);
    }

    @GetMapping
    @Operation(summary = "Lists builds, newest first")
    Page<BuildView> list(
            @RequestParam(defaultValue = Page.DEFAULT) @Min(1) @Max(Page.MAX) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return history.page(limit, cursor);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Shows a build")
    BuildView show(@PathVariable String id) {
        return history.show(id);
    }

    @GetMapping(value = "/{id}/artifacts")
    @Operation(summary = "Downloads the artifacts of a successful build as a zip archive")
    ResponseEntity<byte[]> artifacts(@PathVariable String id) {
        var attachment = ContentDisposition.attachment().filename("graphbus-" + id + ".zip");
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment.build().toString())
                .body(history.archive(id));
    }

    /** What {@link #buildJson} reads, for its description. */
    private record FilesBody(Map<String, String> files) {}

    private BuildView activated(BuildView built, boolean activate) {
        return activate && built.status() != BuildStatus.FAILED
                ? activation.activate(built.id())
                : built;
    }

    private void requireEnabled() {
        if (!properties.enabled()) {
            throw Problem.of(
                            ProblemCode.FORBIDDEN,
                            "graphbus.builds.enabled",
                            "This server does not take builds.",
                            "Start it with graphbus.builds.enabled=true and GRAPHBUS_ADMIN_TOKEN"
                                    + " set; builds run code with the server's rights.")
                    .toException();
        }
    }
}
