package io.graphbus.server.build.upload;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import org.springframework.util.unit.DataSize;

/**
 * How large an upload may be.
 *
 * @param size of the upload as sent
 * @param unpackedSize of all files in it together
 * @param files how many entries it may have
 */
public record UploadLimits(DataSize size, DataSize unpackedSize, int files) {

    RuntimeException tooLarge() {
        return tooLarge("The upload is larger than " + size.toMegabytes() + " MB.", "max-size");
    }

    RuntimeException tooLargeUnpacked() {
        return tooLarge(
                "The files of the upload are together larger than "
                        + unpackedSize.toMegabytes()
                        + " MB.",
                "max-unpacked-size");
    }

    RuntimeException tooMany() {
        return tooLarge("The upload has more than " + files + " files.", "max-files");
    }

    private static RuntimeException tooLarge(String message, String property) {
        return Problem.of(
                        ProblemCode.PAYLOAD_TOO_LARGE,
                        "sources",
                        message,
                        "Send less, or raise graphbus.builds." + property + ".")
                .toException();
    }
}
