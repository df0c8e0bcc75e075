package dev.approvals.journal.report;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The report as one page that needs nothing else and runs nothing. */
final class Page {

    private final Findings findings;
    private final Html html = new Html();
    private final Evidence evidence;
    private final Tables tables;

    private Page(Findings findings) {
        this.findings = findings;
        evidence = new Evidence(findings);
        tables = new Tables(html, evidence);
    }

    static String of(Findings findings) {
        return new Page(findings).write();
    }

    private String write() {
        html.raw("<!DOCTYPE html>\n").open("html", "lang", "en").line();
        Frame.head(html);
        html.open("body")
                .line()
                .link("answers", "Skip to the answers", "class", "skip")
                .open("main")
                .line();
        new Front(html, findings, evidence).write();
        decisions();
        times();
        refusals();
        open();
        emergencies();
        grants();
        changes();
        controls();
        evidence();
        events();
        html.close("main").line();
        Frame.foot(html, findings);
        html.close("body").close("html").line();
        return html.toString();
    }

    private void section(String id, String title, String words) {
        html.leaf("h2", title, "id", id).line().leaf("p", words).line();
    }

    private void table(String name, String words) {
        Table table = findings.table(name);
        html.leaf("h3", table.title(), "id", name);
        html.leaf("p", words, "class", "soft");
        tables.table(table, Map.of());
    }

    private void listing(String name) {
        Listing listing = findings.listing(name);
        html.leaf(
                "h3",
                listing.title() + (listing.size() > 0 ? " (" + Text.number(listing.size()) + ")" : ""),
                "id",
                name);
        tables.listing(listing);
    }

    private void decisions() {
        section("decisions", "Decisions", "What ran and by whose leave; who decided, about which tools, for whom.");
        table("runs", "Every start of a tool, by what let it run.");
        Table people = findings.table("decisionsByPerson");
        html.leaf("h3", people.title(), "id", people.name());
        html.leaf(
                "p",
                "Votes, by the person that the directory knew behind the account; the times are from the question to"
                        + " the vote.",
                "class",
                "soft");
        tables.table(
                people,
                findings.figures().paces().byPerson().stream()
                        .collect(Collectors.toMap(Pace::label, Function.identity())));
        table(
                "requestsByTool",
                "Requests put before people, by tool, and how they ended; and calls that a rule refused. The pale end of a bar:"
                        + " requests without an answer.");
        table("requestsByRequester", "The same by agent and the person it acts for.");
        Table days = findings.table("requestsByTime");
        html.leaf("h3", days.title(), "id", days.name()).open("figure");
        Plots.columns(
                html,
                days,
                List.of("approved", "denied", "emergency", "expired"),
                "Stacked columns: approved, denied, emergency approvals and expired requests in each part of the period. The"
                        + " table below has the same figures.");
        caption("Answers to requests. From the bottom: approved, denied, approved in an emergency, expired.");
        tables.table(days, Map.of());
    }

    private void caption(String words) {
        html.leaf("figcaption", words).close("figure").line();
    }

    private void times() {
        Pace all = findings.figures().all();
        section(
                "timeToReview",
                "Time to review",
                all.decisions() == 0
                        ? "Nobody decided in this period."
                        : "Half of the decisions came within " + Text.duration(all.half()) + ", nine of ten within "
                                + Text.duration(all.nineTenths()) + ".");
        html.leaf(
                "p",
                "An approval is marked as faster than reading when it came sooner after the request was shown than one"
                        + " second and a fiftieth of a second for each character of summary, reason and arguments: about twice as"
                        + " fast as most people read.",
                "class",
                "soft");
        if (all.decisions() == 0) {
            return;
        }
        Table table = findings.table("timeToReview");
        html.open("figure");
        Plots.columns(
                html,
                table,
                List.of("unread", "other"),
                "A histogram of how long decisions took; the lower part of a column are approvals faster than reading. The"
                        + " table below has the same figures.");
        caption("How long decisions took. The lower part of a column: approved faster than reading.");
        tables.table(table, Map.of());
        trend();
    }

    private void trend() {
        html.leaf("h3", "Trend").open("figure");
        List<Pace> trend = findings.figures().paces().trend();
        Plots.trend(
                html,
                findings.table("requestsByTime"),
                trend,
                "Two lines over time: what half of the decisions took at most, and what nine of ten took at most. The table"
                        + " below has the same figures.");
        caption("Solid: half of the decisions came within this time. Dashed: nine of ten. The scale is logarithmic.");
        html.open("div", "class", "wide", "tabindex", "0", "role", "region", "aria-label", "Trend, table");
        html.open("table").open("thead").open("tr");
        List.of("from", "decisions", "half within", "9 of 10 within")
                .forEach(
                        title -> html.leaf("th", title, "scope", "col", "class", title.equals("from") ? "words" : "n"));
        html.close("tr").close("thead").line().open("tbody").line();
        for (Pace pace : trend) {
            html.open("tr").leaf("th", pace.label().replace("T", " ").replace(":00Z", ""), "scope", "row");
            html.leaf("td", Text.number(pace.decisions()), "class", "n");
            html.leaf("td", Text.duration(pace.half()), "class", "n");
            html.leaf("td", Text.duration(pace.nineTenths()), "class", "n")
                    .close("tr")
                    .line();
        }
        html.close("tbody").close("table").close("div").line();
    }

    private void refusals() {
        section(
                "refusals",
                "Refusals by reason",
                "Votes that did not count, such as a vote on one's own call, a second one, or"
                        + " one on a request that had moved on; and calls that did not run. Denials by reviewers stand with the"
                        + " decisions.");
        tables.table(findings.table("refusals"), Map.of());
    }

    private void open() {
        section("open", "Expired and pending", "What nobody has brought to an end, at the end of the period.");
        listing("pending");
        listing("unknownEnds");
    }

    private void emergencies() {
        section(
                "emergencies",
                "Break-glass",
                "One person may approve alone in an emergency, and owes a review by somebody" + " else.");
        listing("unreviewedEmergencies");
    }

    private void grants() {
        section("grants", "Grants", "Approvals that cover further calls of the same requester.");
        tables.table(findings.table("grants"), Map.of());
        listing("liveGrants");
    }

    private void changes() {
        section(
                "gate",
                "The gate and its record",
                "Which rules were in force from when on, and what happened to the record" + " itself.");
        listing("changes");
        table("events", "Everything that is on record for the period.");
    }

    private void controls() {
        section(
                "controls",
                "Control map",
                "The events that are evidence for a control. That they are there does not make a"
                        + " control effective: this is where to look.");
        html.open("div", "class", "wide", "tabindex", "0", "role", "region", "aria-label", "Control map, table");
        html.open("table").open("thead").open("tr");
        List.of("standard", "control", "what the record shows", "evidence")
                .forEach(title -> html.leaf("th", title, "scope", "col"));
        html.close("tr").close("thead").line().open("tbody").line();
        for (Findings.Control control : findings.figures().controls()) {
            html.open("tr").leaf("td", control.standard()).leaf("th", control.control(), "scope", "row");
            html.leaf("td", control.words()).open("td");
            String between = "";
            for (Findings.Named named : control.evidence()) {
                html.text(between + named.label() + " ");
                evidence.number(
                        html, control.standard() + " " + control.control() + ", " + named.label(), named.figure());
                between = "; ";
            }
            html.close("td").close("tr").line();
        }
        html.close("tbody").close("table").close("div").line();
    }

    private void evidence() {
        section(
                "evidence",
                "The events behind each figure",
                "Each figure above leads here: to the numbers of its first events,"
                        + " and to the command that shows all of them.");
        evidence.write(html);
    }

    private void events() {
        section(
                "events-list",
                "Events",
                "The " + Text.number(findings.events().size()) + " events that figures above name"
                        + " first, of " + Text.number(findings.scope().lines()) + " in the period. All of them: "
                        + Frame.command(findings));
        new Events(html, findings).write();
    }
}
