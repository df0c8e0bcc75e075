package dev.approvals.core.render;

import dev.approvals.core.text.MixedScript;
import dev.approvals.core.text.VisibleText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a hurried reader might overlook in the texts of a card. */
final class Warnings {

    private static final int LONGEST_NAME = 80;
    private static final String HIDDEN = "[masked: ";

    private final Set<String> found = new LinkedHashSet<>();

    /** Looks through a text that a hostile agent may have written. */
    void look(String where, String text) {
        String place = VisibleText.cut(where, LONGEST_NAME).told();
        for (MixedScript mixed : MixedScript.find(text)) {
            String word = VisibleText.cut(mixed.word(), LONGEST_NAME).told();
            found.add("mixed script in " + place + ": \"" + word + "\" " + mixed.reason());
        }
        if (!VisibleText.escapeLines(text).equals(text)) {
            found.add("hidden characters in " + place + ", shown as \\u{...}");
        }
        if (text.contains(HIDDEN)) {
            found.add("something in " + place + " looks like a secret and is hidden, or says so: it runs all the same,"
                    + " so deny what you would have to see");
        }
        if (text.codePoints().anyMatch(Warnings::isRightToLeft)) {
            found.add("right-to-left letters in " + place + ": the screen may show it in another order");
        }
    }

    private static boolean isRightToLeft(int codePoint) {
        byte direction = Character.getDirectionality(codePoint);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    List<Row> rows(int most) {
        List<Row> rows = new ArrayList<>();
        found.stream().limit(most).forEach(text -> rows.add(Row.note(0, text)));
        if (found.size() > most) {
            rows.add(Row.note(0, (found.size() - most) + " more warnings are not shown"));
        }
        return rows;
    }
}
