package dev.approvals.journal.line;

/**
 * Texts in the cells of a table that a spreadsheet opens: no formula, on one line, and nothing in them that cannot be seen.
 */
public final class Cell {

    /** What begins a formula somewhere: the wide forms do where Chinese or Japanese is typed. */
    private static final String FORMULA = "=+-@|%\uff1d\uff0b\uff0d\uff20";

    private Cell() {}

    /**
     * A text as a cell.
     *
     * @param text any text
     * @return the cell, in quotes where it needs them
     */
    public static String of(String text) {
        String shown = Shown.of(text);
        if (!shown.isEmpty() && FORMULA.indexOf(shown.charAt(0)) >= 0) {
            shown = "'" + shown;
        }
        return needsQuotes(shown) ? "\"" + shown.replace("\"", "\"\"") + "\"" : shown;
    }

    private static boolean needsQuotes(String text) {
        return text.chars().anyMatch(c -> c == '"' || c == ',' || c == ';');
    }
}
