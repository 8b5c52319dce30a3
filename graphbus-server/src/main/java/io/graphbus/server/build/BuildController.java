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
import java.net.URI;
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
@Tag(name = "Builds")
class BuildController {

    private static final String CREATE =
            "Java sources as a zip archive (part sources) or as a JSON object of names and sources;"
                    + " or artifacts (part artifacts), as a zip of a .graphbus directory or a jar."
                    + " Errors in the sources are a build that has FAILED with its problems."
                    + " activate=true runs what succeeds.";

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

    @PostMapping(
            consumes = MediaType.MULTIPART_FORM_DATA_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            operationId = "createBuild",
            summary = "Build sources, or take artifacts",
            description = CREATE)
    ResponseEntity<BuildView> buildZip(
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

    @PostMapping(
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            operationId = "createBuild",
            summary = "Build sources, or take artifacts",
            description = CREATE,
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = FilesBody.class))))
    ResponseEntity<BuildView> buildJson(
            HttpServletRequest request, @RequestParam(defaultValue = "false") boolean activate)
            throws IOException {
        requireEnabled();
        return activated(uploads.sourcesInJson(request.getInputStream()), activate);
    }

    @PostMapping(path = "/{id}/activate", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "activateBuild",
            summary = "Run a build",
            description =
                    "A successful build takes over as a whole; also an earlier one again. State is"
                            + " carried over.")
    BuildView activate(@PathVariable String id) {
        requireEnabled();
        return activation.activate(id);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "deleteBuild",
            summary = "Delete a build with its artifacts",
            description = "Not the active one. The contracts that it registered stay.")
    void delete(@PathVariable String id) {
        requireEnabled();
        history.delete(id);
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "listBuilds",
            summary = "Builds",
            description = "Newest first; each graph that ran is a build.")
    Page<BuildView> list(
            @RequestParam(defaultValue = Page.DEFAULT) @Min(1) @Max(Page.MAX) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return history.page(limit, cursor);
    }

    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "showBuild",
            summary = "One build",
            description = "With its problems, each with file, line and column.")
    BuildView show(@PathVariable String id) {
        return history.show(id);
    }

    @GetMapping(path = "/{id}/artifacts", produces = "application/zip")
    @Operation(
            operationId = "downloadArtifacts",
            summary = "The artifacts of a build",
            description = "The .graphbus directory of a successful build as a zip archive.")
    ResponseEntity<byte[]> artifacts(@PathVariable String id) {
        var attachment = ContentDisposition.attachment().filename("graphbus-" + id + ".zip");
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment.build().toString())
                .body(history.archive(id));
    }

    /** What {@link #buildJson} reads, for its description. */
    @Schema(name = "SourceFiles")
    private record FilesBody(Map<String, String> files) {}

    private ResponseEntity<BuildView> activated(BuildView built, boolean activate) {
        BuildView now =
                activate && built.status() != BuildStatus.FAILED
                        ? activation.activate(built.id())
                        : built;
        return ResponseEntity.created(URI.create("/api/v1/builds/" + built.id())).body(now);
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
