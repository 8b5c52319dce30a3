package support;

/**
 * What a specialist would say.
 *
 * @param confidence from 0, no idea, to 1, certain
 */
public record Answer(String specialist, double confidence, String text) {

    /** For questions that belong to somebody else. */
    static Answer none(String specialist) {
        return new Answer(specialist, 0, "");
    }
}
