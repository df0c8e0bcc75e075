package dev.approvals.journal.report;

import java.util.List;

/** The table of single events. */
final class Events {

    private final Html html;
    private final Findings findings;

    Events(Html html, Findings findings) {
        this.html = html;
        this.findings = findings;
    }

    void write() {
        if (findings.events().isEmpty()) {
            html.leaf("p", "None.", "class", "soft");
            return;
        }
        html.open("div", "class", "wide", "tabindex", "0", "role", "region", "aria-label", "Events, table");
        html.open("table", "class", "events").open("thead").open("tr");
        List.of(findings.journals().size() == 1 ? "line" : "journal:line", "when", "what", "tool", "for whom", "facts")
                .forEach(title -> html.leaf("th", title, "scope", "col"));
        html.close("tr").close("thead").line().open("tbody").line();
        findings.events().forEach(this::row);
        html.close("tbody").close("table").close("div").line();
        if (findings.events().size() >= Kept.MOST) {
            html.leaf(
                    "p",
                    "The table is cut here: a report shows " + Text.number(Kept.MOST)
                            + " events at most. The commands above show the rest.");
        }
    }

    private void row(EventRow row) {
        String place = findings.journals().size() == 1
                ? String.valueOf(row.ref().seq())
                : row.ref().journal() + ":" + row.ref().seq();
        html.open("tr", "id", "e" + row.ref()).leaf("th", place, "scope", "row");
        html.open("td", "class", "time").text(Text.second(row.at())).close("td");
        html.open("td").foreign(row.type()).close("td");
        html.open("td").foreign(row.tool()).close("td");
        html.open("td").foreign(row.requester()).close("td");
        html.open("td", "class", "facts")
                .foreign(row.facts())
                .close("td")
                .close("tr")
                .line();
    }
}
