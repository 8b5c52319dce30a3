package io.graphbus.server.event;

import io.graphbus.bus.Receipt;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Says that an event was accepted.
 *
 * @param subscribers how many subscriptions it was offered to
 */
@Schema(name = "Receipt")
record PublishReceipt(
        @Schema(example = "n1-42") String id, @Schema(example = "1") int subscribers) {

    static PublishReceipt of(Receipt receipt) {
        return new PublishReceipt(receipt.id(), receipt.subscribers());
    }

    /** The shape of a batch's answer for the OpenAPI document. */
    @Schema(name = "Receipts")
    record List(java.util.List<PublishReceipt> items) {}
}
