package dev.approvals.journal.segment;

import dev.approvals.journal.line.Entry;
import dev.approvals.journal.line.LineFormat;
import dev.approvals.journal.line.LineReader;
import dev.approvals.journal.tree.Hash;
import dev.approvals.journal.tree.TreeState;

/**
 * One line, read and of the form of a line.
 *
 * @param segment the file it stands in
 * @param lines where it stands, until the next line is read
 * @param prefix its fixed beginning
 * @param entry what it says
 */
public record WholeLine(Segment segment, LineStream lines, LineFormat.Prefix prefix, Entry entry) {

    /** The type of the first line of every segment but the first. */
    public static final String FIRST = "log.segment";

    /**
     * Reads the line at which a file is.
     *
     * @param segment the file
     * @param lines its lines
     * @return the line
     * @throws BrokenLineException if it is not a line of a journal
     */
    public static WholeLine read(Segment segment, LineStream lines) throws BrokenLineException {
        if (lines.length() > LineFormat.LONGEST) {
            throw new BrokenLineException(
                    segment, lines, "it has more than the " + LineFormat.LONGEST + " bytes that a line can have");
        }
        if (!lines.isTerminated()) {
            throw new BrokenLineException(segment, lines, "it is half a line, without an end");
        }
        LineFormat.Prefix prefix = LineFormat.read(lines.bytes(), lines.begin(), lines.length())
                .orElseThrow(() -> new BrokenLineException(segment, lines, "it does not begin and end as a line does"));
        try {
            Entry entry = LineReader.read(lines.bytes(), lines.begin(), lines.length());
            return new WholeLine(segment, lines, prefix, entry);
        } catch (IllegalArgumentException e) {
            throw new BrokenLineException(segment, lines, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Checks that the line follows from the one before.
     *
     * @param next the place it must have
     * @param last the hash of the line before
     * @throws BrokenLineException if it does not
     */
    public void follows(long next, Hash last) throws BrokenLineException {
        if (prefix.seq() != next) {
            throw broken("it is number " + prefix.seq() + ", and " + next
                    + " is due: lines are missing, or in another order");
        }
        if (lines.number() == 1 && segment.first() != next) {
            throw broken("it is number " + next + ", and its file is named for " + segment.first());
        }
        if (!prefix.prev().equals(last)) {
            throw broken("it does not follow from the line before, of which something was changed");
        }
    }

    /** {@return whether it is a segment's first line that tells what came before} */
    public boolean isFirst() {
        return lines.number() == 1 && entry.event().type().name().equals(FIRST);
    }

    /**
     * Reads what a segment's first line tells of the tree before it.
     *
     * @return the tree
     * @throws BrokenLineException if the line does not tell it
     */
    public TreeState before() throws BrokenLineException {
        if (!isFirst()) {
            throw broken("the lines before it are not there, and it is no " + FIRST + " that tells of them");
        }
        try {
            TreeState tree = TreeState.parse(segment.first(), entry.event().fact("subtrees"));
            if (!tree.root().toString().equals(entry.event().fact("root"))
                    || !entry.event().fact("size").equals(Long.toString(tree.size()))) {
                throw broken("what it tells of the lines before contradicts itself");
            }
            return tree;
        } catch (IllegalArgumentException e) {
            throw broken("it does not tell the tree of the lines before: " + e.getMessage());
        }
    }

    /**
     * Finds fault with the line.
     *
     * @param why what is wrong
     * @return the fault
     */
    public BrokenLineException broken(String why) {
        return new BrokenLineException(segment, lines, why);
    }
}
