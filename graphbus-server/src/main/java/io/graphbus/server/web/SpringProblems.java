package io.graphbus.server.web;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Violation;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

/** Tells Spring's own refusals of a request as problems. */
final class SpringProblems {

    private static final String ROUTES = "The routes are listed at /v3/api-docs.";

    private static final String UNREADABLE =
            "The request cannot be read: its first line, a header or the frame of its body is"
                    + " malformed or too long.";
    private static final String UNREADABLE_HINT =
            "First line and headers may have 8 kB together, headers and parameters may be 100 and"
                    + " 1000; a path has no ; \\ // or encoded slash.";

    private SpringProblems() {}

    static Problem of(Exception refusal, HttpStatusCode status) {
        return switch (refusal) {
            case HttpRequestMethodNotSupportedException e -> wrongMethod(e);
            case HttpMediaTypeNotSupportedException e -> wrongContentType(e);
            case HttpMediaTypeNotAcceptableException e -> notAcceptable(e);
            case NoResourceFoundException e -> notFound("/" + e.getResourcePath());
            case NoHandlerFoundException e -> notFound(e.getRequestURL());
            case HttpMessageNotReadableException e -> unreadable(e);
            case MissingServletRequestParameterException e ->
                    invalid(e.getParameterName(), "The parameter is missing.");
            case MissingServletRequestPartException e ->
                    invalid(e.getRequestPartName(), "The part is missing.");
            case TypeMismatchException e -> mistyped(e);
            case HandlerMethodValidationException e -> violations(e);
            case MethodArgumentNotValidException e -> fields(e);
            case MaxUploadSizeExceededException e -> tooLarge();
            case MultipartException e ->
                    invalid("body", "The multipart body is incomplete or has no boundary.");
            default -> byStatus(status);
        };
    }

    /** A problem known only by its status. */
    static Problem byStatus(HttpStatusCode status) {
        HttpStatus known = HttpStatus.resolve(status.value());
        String reason = known == null ? "Status " + status.value() : known.getReasonPhrase();
        ProblemCode code =
                switch (status.value()) {
                    case 401 -> ProblemCode.UNAUTHORIZED;
                    case 403 -> ProblemCode.FORBIDDEN;
                    case 404 -> ProblemCode.NOT_FOUND;
                    case 405 -> ProblemCode.METHOD_NOT_ALLOWED;
                    case 406 -> ProblemCode.NOT_ACCEPTABLE;
                    case 408 -> ProblemCode.REQUEST_TIMEOUT;
                    case 413 -> ProblemCode.PAYLOAD_TOO_LARGE;
                    case 415 -> ProblemCode.UNSUPPORTED_MEDIA_TYPE;
                    case 503 -> ProblemCode.STOPPED;
                    case 504 -> ProblemCode.CALL_TIMEOUT;
                    default ->
                            status.is4xxClientError()
                                    ? ProblemCode.INVALID_REQUEST
                                    : ProblemCode.INTERNAL_ERROR;
                };
        return switch (status.value()) {
            case 400 -> Problem.of(code, "request", UNREADABLE, UNREADABLE_HINT);
            case 501, 505 ->
                    Problem.of(
                            ProblemCode.INVALID_REQUEST,
                            "request",
                            "The method, transfer coding or version of HTTP is not known here.",
                            "Speak HTTP/1.1, with one of the methods at /v3/api-docs.");
            default -> Problem.of(code, "", reason + ".", status.is4xxClientError() ? ROUTES : "");
        };
    }

    private static Problem wrongMethod(HttpRequestMethodNotSupportedException e) {
        Set<HttpMethod> allowed = e.getSupportedHttpMethods();
        return Problem.of(
                ProblemCode.METHOD_NOT_ALLOWED,
                e.getMethod(),
                "This path does not take " + e.getMethod() + ".",
                allowed == null ? ROUTES : "Use " + join(allowed) + ".");
    }

    private static Problem wrongContentType(HttpMediaTypeNotSupportedException e) {
        MediaType sent = e.getContentType();
        return Problem.of(
                ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                "Content-Type",
                sent == null
                        ? "The content type is missing, or is not one."
                        : sent + " is not taken here.",
                "Send the header Content-Type: " + join(e.getSupportedMediaTypes()) + ".");
    }

    private static Problem notAcceptable(HttpMediaTypeNotAcceptableException e) {
        return Problem.of(
                ProblemCode.NOT_ACCEPTABLE,
                "Accept",
                "None of the accepted types can be made here.",
                "Accept " + join(e.getSupportedMediaTypes()) + ".");
    }

    private static Problem notFound(String path) {
        return Problem.of(ProblemCode.NOT_FOUND, path, "There is nothing at " + path + ".", ROUTES);
    }

    private static Problem unreadable(HttpMessageNotReadableException e) {
        if (e.getMostSpecificCause() instanceof JacksonException cause) {
            return JsonProblems.of(cause);
        }
        return invalid("body", "The body is missing or cannot be read.");
    }

    private static Problem mistyped(TypeMismatchException e) {
        String name = e.getPropertyName() == null ? "" : e.getPropertyName();
        Class<?> type = e.getRequiredType();
        String wanted = type == null ? "" : " where " + type.getSimpleName() + " is wanted";
        return invalid(name, "The value " + e.getValue() + " stands" + wanted + ".");
    }

    private static Problem violations(HandlerMethodValidationException e) {
        List<Violation> faults =
                e.getParameterValidationResults().stream()
                        .flatMap(
                                result ->
                                        result.getResolvableErrors().stream()
                                                .map(
                                                        error ->
                                                                new Violation(
                                                                        name(
                                                                                result.getMethodParameter()
                                                                                        .getParameterName()),
                                                                        message(error))))
                        .toList();
        return invalid(faults);
    }

    private static Problem fields(MethodArgumentNotValidException e) {
        return invalid(
                e.getBindingResult().getFieldErrors().stream()
                        .map(error -> new Violation(error.getField(), message(error)))
                        .toList());
    }

    private static Problem invalid(List<Violation> faults) {
        String where = faults.isEmpty() ? "" : faults.getFirst().path();
        String message =
                faults.stream()
                        .map(fault -> fault.path() + " " + fault.message())
                        .collect(Collectors.joining("; ", "", "."));
        return invalid(where, message).with(faults);
    }

    private static Problem invalid(String where, String message) {
        return Problem.of(
                ProblemCode.INVALID_REQUEST,
                where,
                message,
                "The routes and their parameters are described at /swagger-ui.html.");
    }

    private static Problem tooLarge() {
        return Problem.of(
                ProblemCode.PAYLOAD_TOO_LARGE,
                "sources",
                "The upload is too large.",
                "Send less, or raise graphbus.builds.max-size.");
    }

    private static String message(MessageSourceResolvable error) {
        String message = error.getDefaultMessage();
        return message == null ? "is not valid" : message;
    }

    private static String name(@Nullable String parameter) {
        return parameter == null ? "" : parameter;
    }

    private static String join(Iterable<?> items) {
        var texts = new StringJoiner(", ");
        items.forEach(item -> texts.add(String.valueOf(item)));
        return texts.toString();
    }
}
