package dev.approvals.journal.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The figures that a page has linked, and where their events are. */
final class Evidence {

    private record Entry(String label, Figure figure) {}

    private final List<Entry> entries = new ArrayList<>();
    private final Set<Figure.Ref> shown = new HashSet<>();
    private final Findings findings;

    Evidence(Findings findings) {
        this.findings = findings;
        findings.events().forEach(row -> shown.add(row.ref()));
    }

    /** A number that links to its events. */
    void number(Html html, String label, Figure figure) {
        if (figure.count() == 0) {
            html.leaf("span", "0", "class", "zero");
            return;
        }
        entries.add(new Entry(label, figure));
        html.link("f" + entries.size(), Text.number(figure.count()));
    }

    /** The place of an event, linked where the page shows it. */
    void place(Html html, Figure.Ref ref) {
        String name = findings.journals().size() == 1 ? String.valueOf(ref.seq()) : ref.journal() + ":" + ref.seq();
        if (shown.contains(ref)) {
            html.link("e" + ref, name);
        } else {
            html.text(name);
        }
    }

    void write(Html html) {
        html.open("ol", "class", "evidence").line();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            html.open("li", "id", "f" + (i + 1)).foreign(entry.label());
            html.text(" \u2014 " + Answers.count(entry.figure().count(), "event") + ": ");
            first(html, entry.figure());
            html.open("br").leaf("code", command(entry.figure().filter()));
            note(html, entry.figure().filter());
            html.close("li").line();
        }
        html.close("ol").line();
    }

    private void first(Html html, Figure figure) {
        String between = "";
        for (Figure.Ref ref : figure.first()) {
            html.text(between);
            place(html, ref);
            between = ", ";
        }
        long more = figure.count() - figure.first().size();
        html.text(more > 0 ? " and " + Text.number(more) + " more:" : "");
    }

    private String command(Filter filter) {
        StringBuilder command = new StringBuilder("approvals show DIR");
        command.append(filter.options());
        if (!filter.terms().containsKey("from")) {
            findings.scope().from().ifPresent(from -> command.append(" --from ").append(from));
        }
        if (!filter.terms().containsKey("until")) {
            findings.scope()
                    .until()
                    .ifPresent(until -> command.append(" --until ").append(until));
        }
        return command.toString();
    }

    private static void note(Html html, Filter filter) {
        if (!filter.note().isEmpty()) {
            html.leaf("span", "; of these, those " + filter.note(), "class", "soft");
        }
        if (!filter.typable()) {
            html.leaf(
                    "span", "; the name holds characters that cannot be typed, shown here as escapes", "class", "soft");
        }
    }
}
