package dev.approvals.core.text;

import java.util.BitSet;

/** A set of ASCII chars, and the scans over text that the secret patterns share. */
final class Chars {
    static final Chars ALPHANUMERIC = new Chars("", true);
    static final Chars WORD = new Chars("_", true);
    static final Chars TOKEN = new Chars("_-", true);
    static final Chars TOKEN68 = new Chars("_-.~+/=", true);
    static final Chars NAME = new Chars("_-.", true);
    static final Chars BLANK = new Chars(" \t", false);
    static final Chars PEM_LABEL = new Chars(" ", true);

    private final BitSet members = new BitSet(128);

    private Chars(String members, boolean alphanumeric) {
        members.chars().forEach(this.members::set);
        if (alphanumeric) {
            this.members.set('a', 'z' + 1);
            this.members.set('A', 'Z' + 1);
            this.members.set('0', '9' + 1);
        }
    }

    boolean contains(char c) {
        return members.get(c);
    }

    /** The index after the run of these chars that starts at {@code from}, looking at no more than {@code most}. */
    int runEnd(String text, int from, int most) {
        int limit = (int) Math.min(text.length(), (long) from + most);
        int end = from;
        while (end < limit && contains(text.charAt(end))) {
            end++;
        }
        return end;
    }

    int runEnd(String text, int from) {
        return runEnd(text, from, Integer.MAX_VALUE);
    }

    /** The index of the first char of the run that ends before {@code to}, looking at no more than {@code most}. */
    int runStart(String text, int to, int most) {
        int limit = Math.max(0, to - most);
        int start = to;
        while (start > limit && contains(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    /** Whether a run of these chars can begin at {@code at}: none of them stands before it. */
    boolean beginsAt(String text, int at) {
        return at == 0 || !contains(text.charAt(at - 1));
    }
}
