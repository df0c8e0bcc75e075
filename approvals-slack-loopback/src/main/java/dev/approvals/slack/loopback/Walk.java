package dev.approvals.slack.loopback;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A place in a tree of blocks, and what has been found wrong so far, in Slack's words. Not thread-safe. */
record Walk(String pointer, Findings findings) {

    /** What all places of one tree share. */
    static final class Findings {
        private final List<String> wrong = new ArrayList<>();
        private final Set<String> blockIds = new HashSet<>();
        private final Set<String> actionIds = new HashSet<>();
        private int characters;
        private boolean asksForInput;

        List<String> wrong() {
            return List.copyOf(wrong);
        }

        /** How many characters of text there are, whatever shows them. */
        int characters() {
            return characters;
        }

        boolean asksForInput() {
            return asksForInput;
        }
    }

    static Walk from(String pointer) {
        return new Walk(pointer, new Findings());
    }

    Walk in(Object step) {
        return new Walk(pointer + "/" + step, findings);
    }

    void wrong(String what) {
        findings.wrong.add(what + " [json-pointer:" + pointer + "]");
    }

    void text(String text) {
        findings.characters += text.length();
    }

    void input() {
        findings.asksForInput = true;
    }

    void blockId(String id) {
        findings.actionIds.clear();
        if (!findings.blockIds.add(id)) {
            wrong("`block_id` \"" + id + "\" already exists");
        }
    }

    void actionId(String id) {
        if (!findings.actionIds.add(id)) {
            wrong("`action_id` \"" + id + "\" already exists");
        }
    }

    /** A block without an id of its own begins here. */
    void block() {
        findings.actionIds.clear();
    }
}
