package dev.approvals.journal.verify;

/**
 * The first thing found in a journal that should not be so.
 *
 * @param file the file it is in
 * @param line which line of that file, from 1; 0 where it is about no single line
 * @param why what is wrong
 */
public record Flaw(String file, long line, String why) {

    @Override
    public String toString() {
        return (line > 0 ? "line " + line + " of " : "") + file + ": " + why;
    }
}
