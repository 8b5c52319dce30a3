package io.graphbus.migration;

/** What every migration has to keep. */
enum Law {
    ENDS("it does not end", "Let it end for every value; nothing waits for it longer."),
    TOTAL("it fails", "Let it take every value that the schema it comes from accepts."),
    PURE("it changes what it is given", "Let it change a copy."),
    SAME("it answers differently the second time", "Let it depend on its data alone."),
    VALID(
            "its result is not valid",
            "Compare the migration with the schema of the version that it leads to."),
    RESTORES(
            "there and back again is not the same",
            "Mend it, or declare what is lost with \"loss\"."),
    AGREES(
            "another way between the same versions gives something else",
            "Mend one of them, or remove the direct one.");

    private final String words;
    private final String hint;

    Law(String words, String hint) {
        this.words = words;
        this.hint = hint;
    }

    String words() {
        return words;
    }

    String hint() {
        return hint;
    }
}
