package support;

import io.graphbus.agent.Agent;
import io.graphbus.agent.SchemaMethod;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Knows where orders are. */
@Agent(description = "Answers questions about orders")
public class OrderSpecialist {

    private static final Pattern ORDER =
            Pattern.compile("order\\D{0,5}(\\d{4})", Pattern.CASE_INSENSITIVE);
    private static final Pattern ABOUT =
            Pattern.compile("\\b(order|parcel|delivery)", Pattern.CASE_INSENSITIVE);

    private final Map<String, String> orders =
            Map.of(
                    "1041", "was delivered on Monday",
                    "1042", "is with the carrier and arrives tomorrow",
                    "1043", "waits for your payment");

    @SchemaMethod
    public Answer answer(String question) {
        Matcher number = ORDER.matcher(question);
        if (number.find()) {
            String where = orders.getOrDefault(number.group(1), "is not known to us");
            return new Answer(
                    "OrderSpecialist", 0.9, "Order " + number.group(1) + " " + where + ".");
        }
        return ABOUT.matcher(question).find()
                ? new Answer("OrderSpecialist", 0.5, "Which order? Its number has four digits.")
                : Answer.none("OrderSpecialist");
    }
}
