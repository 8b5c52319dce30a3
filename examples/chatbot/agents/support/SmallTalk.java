package support;

import io.graphbus.agent.Agent;
import io.graphbus.agent.SchemaMethod;
import java.util.regex.Pattern;

/** Is polite, and never certain. */
@Agent(description = "Greets and says goodbye")
public class SmallTalk {

    private static final Pattern HELLO =
            Pattern.compile("\\b(hello|hi|good (morning|evening))\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern THANKS =
            Pattern.compile("\\b(thanks|thank you|bye)\\b", Pattern.CASE_INSENSITIVE);

    @SchemaMethod
    public Answer answer(String question) {
        if (HELLO.matcher(question).find()) {
            return new Answer("SmallTalk", 0.4, "Hello! What can I do for you?");
        }
        return THANKS.matcher(question).find()
                ? new Answer("SmallTalk", 0.4, "You are welcome. Have a good day!")
                : Answer.none("SmallTalk");
    }
}
