package dev.approvals.journal.report;

import java.util.List;

/**
 * Things one by one, such as requests that wait.
 *
 * @param name its name, stable across versions
 * @param title what is listed
 * @param columns the headings
 * @param items the things, oldest first
 * @param left how many more there are
 */
public record Listing(String name, String title, List<String> columns, List<Item> items, long left) {

    /** How many a report lists. */
    static final int MOST = 200;

    /** Checks the components. */
    public Listing {
        columns = List.copyOf(columns);
        items = List.copyOf(items);
    }

    /**
     * One of them.
     *
     * @param ref the event that it began with
     * @param cells a text for each column, as it stands in the journal
     * @param alarming whether somebody has to look into it
     */
    public record Item(Figure.Ref ref, List<String> cells, boolean alarming) {
        /** Checks the components. */
        public Item {
            cells = List.copyOf(cells);
        }
    }

    static Listing of(String name, String title, List<String> columns, List<Item> all) {
        List<Item> shown = all.subList(0, Math.min(all.size(), MOST));
        return new Listing(name, title, columns, shown, all.size() - shown.size());
    }

    /** {@return how many there are, listed or not} */
    public long size() {
        return items.size() + left;
    }
}
