package support;

import io.graphbus.agent.Agent;
import io.graphbus.agent.SchemaMethod;
import java.util.regex.Pattern;

/** Knows how goods and money find their way back. */
@Agent(description = "Answers questions about refunds")
public class RefundSpecialist {

    private static final Pattern REFUND =
            Pattern.compile("refund|money back|send .*back|return", Pattern.CASE_INSENSITIVE);
    private static final Pattern BROKEN =
            Pattern.compile("broken|damaged|defect", Pattern.CASE_INSENSITIVE);

    @SchemaMethod
    public Answer answer(String question) {
        boolean broken = BROKEN.matcher(question).find();
        if (REFUND.matcher(question).find()) {
            String terms =
                    broken
                            ? "Keep it; a new one leaves today, or your money does."
                            : "Send it back within 30 days; the money arrives within 5.";
            return new Answer("RefundSpecialist", 0.95, terms);
        }
        return broken
                ? new Answer("RefundSpecialist", 0.6, "Sorry! A new one, or your money back?")
                : Answer.none("RefundSpecialist");
    }
}
