package io.graphbus.server.application;

import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.application.Registrar.Outcome;
import io.graphbus.server.application.Registrar.Registered;
import io.graphbus.server.application.directory.ApplicationDirectory;
import io.graphbus.server.application.directory.ApplicationView;
import io.graphbus.server.application.registration.RegistrationReader;
import io.graphbus.server.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/** Applications elsewhere, registered by themselves. */
@Tag(name = "Applications", description = "Applications elsewhere that have registered here")
@RestController
@RequestMapping("/api/v1/applications")
class ApplicationController {

    private static final String STATUS = "GraphBus-Application-Status";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

    private final Registrar registrar;
    private final ApplicationDirectory applications;
    private final RegistrationReader reader;
    private final JsonMapper json;

    ApplicationController(
            Registrar registrar,
            ApplicationDirectory applications,
            RegistrationReader reader,
            JsonMapper json) {
        this.registrar = registrar;
        this.applications = applications;
        this.reader = reader;
        this.json = json;
    }

    @Operation(
            operationId = "registerApplication",
            summary = "Register an application",
            description =
                    "Graph and contracts together or not at all. The same again only says that the"
                            + " application is still there. Contracts go into the registry: a beta"
                            + " or stable version never changes (409 CONTRACT_CONFLICT) and has to be"
                            + " as high as its changes need (409 CONTRACT_VERSION_TOO_LOW), a draft is"
                            + " replaced. An agent belongs to one application or to the server's"
                            + " own graph (409 AGENT_TAKEN).",
            parameters = {
                @Parameter(
                        name = HttpHeaders.IF_MATCH,
                        in = ParameterIn.HEADER,
                        description = "Replace only what has this ETag",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = HttpHeaders.IF_NONE_MATCH,
                        in = ParameterIn.HEADER,
                        description = "*: only when nothing is registered under the name",
                        schema = @Schema(type = "string"))
            },
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    RegistrationBody.class),
                                            examples = @ExampleObject(RegistrationBody.EXAMPLE))))
    @ApiResponse(
            responseCode = "200",
            description = "Registered before; changed, or still the same",
            headers = @Header(name = HttpHeaders.ETAG, schema = @Schema(type = "string")))
    @ApiResponse(
            responseCode = "201",
            description = "Registered for the first time",
            headers = {
                @Header(name = HttpHeaders.ETAG, schema = @Schema(type = "string")),
                @Header(name = HttpHeaders.LOCATION, schema = @Schema(type = "string"))
            })
    @PutMapping(
            path = "/{name}",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ApplicationView> register(
            @Parameter(example = "order-service") @PathVariable String name,
            @RequestHeader HttpHeaders headers,
            HttpServletRequest request)
            throws IOException {
        requireName(name);
        Registered registered =
                registrar.register(
                        name, reader.read(request.getInputStream()), precondition(headers));
        ResponseEntity.BodyBuilder answer =
                registered.outcome() == Outcome.CREATED
                        ? ResponseEntity.created(
                                ServletUriComponentsBuilder.fromCurrentRequestUri().build().toUri())
                        : ResponseEntity.ok();
        return answer.eTag(Precondition.tag(registered.application().hash()))
                .body(registered.application());
    }

    @Operation(
            operationId = "listApplications",
            summary = "Registered applications",
            description = "Sorted by name.")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Page<ApplicationView> list(
            @RequestParam(defaultValue = Page.DEFAULT) @Min(1) @Max(Page.MAX) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return applications.page(limit, cursor);
    }

    @Operation(
            operationId = "showApplication",
            summary = "One application with its graph and contracts",
            description =
                    "The ETag is that of graph and contracts, whoever was seen since. The status is"
                            + " in the header GraphBus-Application-Status too, for HEAD.")
    @GetMapping(path = "/{name}", produces = MediaType.APPLICATION_JSON_VALUE)
    ApplicationDetail show(
            @Parameter(example = "order-service") @PathVariable String name,
            HttpServletResponse response) {
        ApplicationDetail detail =
                applications
                        .find(name)
                        .flatMap(
                                view ->
                                        applications
                                                .document(name)
                                                .map(json::readTree)
                                                .map(d -> ApplicationDetail.of(view, d)))
                        .orElseThrow(() -> unknown(name));
        // Not by ResponseEntity: that would answer 304 although somebody was seen since.
        response.setHeader(HttpHeaders.ETAG, Precondition.tag(detail.hash()));
        response.setHeader(STATUS, detail.status().name());
        return detail;
    }

    @Operation(
            operationId = "forgetApplication",
            summary = "Forget an application",
            description =
                    "Its agents' names are free again. Its contracts stay in the registry. One that"
                            + " still runs registers itself again.")
    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forget(
            @Parameter(example = "order-service") @PathVariable String name,
            @RequestHeader HttpHeaders headers) {
        if (!registrar.remove(name, precondition(headers))) {
            throw unknown(name);
        }
    }

    private static Precondition precondition(HttpHeaders headers) {
        return Precondition.of(
                headers.getFirst(HttpHeaders.IF_MATCH),
                headers.getFirst(HttpHeaders.IF_NONE_MATCH));
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw Problem.of(
                            ProblemCode.INVALID_REQUEST,
                            "name",
                            "This is no name of an application.",
                            "At most 128 letters, digits, _ . - beginning with a letter, digit or"
                                    + " underscore.")
                    .toException();
        }
    }

    private RuntimeException unknown(String name) {
        return Problem.of(
                        ProblemCode.UNKNOWN_APPLICATION,
                        name,
                        "No application is registered as " + name + ".",
                        Nearest.hint(name, "applications", applications.names()))
                .toException();
    }
}
