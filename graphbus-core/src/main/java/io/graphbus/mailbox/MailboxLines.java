package io.graphbus.mailbox;

/**
 * Fields of a mailbox that are written all the time, each group in cache lines of its own: what its
 * writers write, its reader rarely looks at, and the other way round.
 */
abstract class MailboxLines extends MailboxReader {
    long q0, q1, q2, q3, q4, q5, q6;
}

/** What publishers write. */
abstract class MailboxWriters {

    /** Places given out. */
    volatile long accepted;

    /** What {@code taken} was when a writer last needed to know. */
    long seen;
}

/** Keeps publishers out of the reader's cache line. */
abstract class MailboxPadding extends MailboxWriters {
    long p0, p1, p2, p3, p4, p5, p6;
}

/** What the holder of the turn writes. */
abstract class MailboxReader extends MailboxPadding {

    /** Places that have become free again. */
    volatile long taken;
}
