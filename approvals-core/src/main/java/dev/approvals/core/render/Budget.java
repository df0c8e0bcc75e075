package dev.approvals.core.render;

import dev.approvals.core.text.Cut;
import dev.approvals.core.text.VisibleText;

/** What is left of a card's limits for the arguments; remembers whether anything did not fit. */
final class Budget {

    private int chars;
    private int rows;
    private boolean whole = true;

    Budget(CardLimits limits) {
        chars = limits.payloadChars();
        rows = limits.payloadRows();
    }

    /** Takes room for one more row or line. */
    boolean takeRow() {
        if (rows == 0) {
            whole = false;
            return false;
        }
        rows--;
        return true;
    }

    /** As much of a text as fits, on one line and made visible; says how much is missing. */
    String take(String text) {
        Cut cut = VisibleText.cut(text, chars);
        chars -= cut.text().length();
        whole &= cut.whole();
        return cut.told();
    }

    void leaveOut() {
        whole = false;
    }

    boolean whole() {
        return whole;
    }
}
