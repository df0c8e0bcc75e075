package dev.approvals.cli;

import java.util.List;

/** How lists of sentences are told, and that something is not proved in the very line that says what holds. */
final class Doubts {

    private Doubts() {}

    /** What follows the word that all is well: nothing, or how much is not proved. */
    static String in(List<String> unproven) {
        return switch (unproven.size()) {
            case 0 -> "";
            case 1 -> ", but one thing is not proved";
            default -> ", but " + unproven.size() + " things are not proved";
        };
    }

    static void list(Printer out, String title, List<String> sentences) {
        if (!sentences.isEmpty()) {
            out.line(Text.of(Style.STRONG, title));
            sentences.forEach(sentence -> out.line("  - " + sentence));
        }
    }
}
