package dev.approvals.journal.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes tables and listings. */
final class Tables {

    /** The columns that a line's bar is made of; none for tables that are drawn apart. */
    private static final Map<String, List<String>> BARS = Map.of(
            "runs", List.of("started"),
            "decisionsByPerson", List.of("approved", "denied", "escalated", "emergency", "refused"),
            "requestsByTool", List.of("approved", "denied", "emergency", "expired", "cancelled", "void", "ruled"),
            "requestsByRequester", List.of("approved", "denied", "emergency", "expired", "cancelled", "void", "ruled"),
            "refusals", List.of("votes", "calls"),
            "events", List.of("events"));

    private final Html html;
    private final Evidence evidence;

    Tables(Html html, Evidence evidence) {
        this.html = html;
        this.evidence = evidence;
    }

    /** A table, with a bar for each line where that says more; nothing where it is empty. */
    void table(Table all, Map<String, Pace> paces) {
        Table table = all.dense();
        if (table.columns().isEmpty()) {
            html.leaf("p", "None in this period.", "class", "soft");
            return;
        }
        List<String> bars = BARS.getOrDefault(table.name(), List.of());
        scrolling(table.title());
        html.open("table");
        headings(table, bars, paces);
        html.open("tbody").line();
        lines(table, bars, paces);
        html.close("tbody").close("table").close("div").line();
        none(all, table);
        if (table.left() > 0) {
            html.leaf(
                    "p",
                    "The largest " + Breakdown.MOST_SHOWN + " are shown; the others, " + Text.number(table.left())
                            + " or more, are added up in the last line.",
                    "class",
                    "soft");
        }
    }

    private void headings(Table table, List<String> bars, Map<String, Pace> paces) {
        html.open("thead").open("tr");
        html.leaf("th", table.by(), "scope", "col");
        if (!bars.isEmpty()) {
            html.open("td", "class", "bar").close("td");
        }
        for (Table.Column column : table.columns()) {
            heading(column, bars.size() > 1 && bars.contains(column.name()));
        }
        if (!paces.isEmpty()) {
            html.leaf("th", "half within", "scope", "col", "class", "n");
            html.leaf("th", "9 of 10 within", "scope", "col", "class", "n");
        }
        html.close("tr").close("thead").line();
    }

    private void lines(Table table, List<String> bars, Map<String, Pace> paces) {
        long longest = table.lines().stream()
                .mapToLong(line -> total(table, line, bars) + Plots.unanswered(table, line, bars))
                .max()
                .orElse(0);
        for (Table.Line line : table.lines()) {
            line(table, line, bars, longest);
            if (!paces.isEmpty()) {
                pace(paces.get(line.label()));
            }
            html.close("tr").line();
        }
    }

    /** What was not counted at all needs no column. */
    private void none(Table all, Table shown) {
        if (all.columns().size() > shown.columns().size()) {
            html.leaf(
                    "p",
                    "None: "
                            + all.columns().stream()
                                    .filter(column -> !shown.columns().contains(column))
                                    .map(Table.Column::title)
                                    .collect(Collectors.joining(", "))
                            + ".",
                    "class",
                    "soft");
        }
    }

    private void scrolling(String title) {
        html.open("div", "class", "wide", "tabindex", "0", "role", "region", "aria-label", title + ", table");
    }

    private void heading(Table.Column column, boolean swatch) {
        html.open("th", "scope", "col", "class", "n");
        if (swatch) {
            html.open("svg", "class", "swatch", "viewBox", "0 0 1 1", "aria-hidden", "true")
                    .open("rect", "width", "1", "height", "1", "class", "c-" + column.name())
                    .close("rect")
                    .close("svg");
        }
        html.text(column.title()).close("th");
    }

    private void line(Table table, Table.Line line, List<String> bars, long longest) {
        boolean alarm = line.label().equals(Runs.NOTHING) && table.name().equals("runs");
        html.open("tr", "class", alarm ? "alarm" : "line").open("th", "scope", "row");
        label(table, line.label());
        if (!line.words().isEmpty()) {
            html.leaf("span", line.words(), "class", "soft");
        }
        html.close("th");
        if (!bars.isEmpty()) {
            html.open("td", "class", "bar");
            Plots.bar(html, table, line, bars, longest);
            html.close("td");
        }
        for (int i = 0; i < table.columns().size(); i++) {
            html.open("td", "class", "n");
            String label = table.title() + ", " + line.label() + ", "
                    + table.columns().get(i).title();
            evidence.number(html, label, line.figures().get(i));
            html.close("td");
        }
    }

    private void label(Table table, String label) {
        if (table.name().equals("requestsByTime")) {
            html.text(label.substring(0, "2026-01-01".length())
                    + (label.endsWith("T00:00:00Z") ? "" : " " + label.substring(11, 16)));
        } else {
            html.foreign(label);
        }
    }

    private void pace(@Nullable Pace pace) {
        html.leaf("td", pace == null ? "" : Text.duration(pace.half()), "class", "n");
        html.leaf("td", pace == null ? "" : Text.duration(pace.nineTenths()), "class", "n");
    }

    private static long total(Table table, Table.Line line, List<String> bars) {
        long total = 0;
        for (int i = 0; i < table.columns().size(); i++) {
            if (bars.contains(table.columns().get(i).name())) {
                total += line.figures().get(i).count();
            }
        }
        return total;
    }

    /** A listing; its first column is a time. */
    void listing(Listing listing) {
        if (listing.items().isEmpty()) {
            html.leaf("p", "None.", "class", "soft");
            return;
        }
        scrolling(listing.title());
        html.open("table").open("thead").open("tr").leaf("th", "line", "scope", "col");
        listing.columns().forEach(column -> html.leaf("th", column, "scope", "col"));
        html.close("tr").close("thead").line().open("tbody").line();
        for (Listing.Item item : listing.items()) {
            html.open("tr", "class", item.alarming() ? "alarm" : "line").open("td");
            evidence.place(html, item.ref());
            html.close("td");
            for (String cell : item.cells()) {
                boolean time = cell.matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
                html.open("td", "class", time ? "time" : "words")
                        .foreign(time ? Text.second(Instant.parse(cell)) : cell)
                        .close("td");
            }
            html.close("tr").line();
        }
        html.close("tbody").close("table").close("div").line();
        if (listing.left() > 0) {
            html.leaf(
                    "p",
                    "The first " + listing.items().size() + " are listed; there are " + Text.number(listing.left())
                            + " more.",
                    "class",
                    "soft");
        }
    }
}
