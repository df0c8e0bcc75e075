package dev.approvals.journal.report;

import java.util.List;

/** What was asked, by tool and by requester, and how it was answered. */
final class Requests implements Part {

    private final Breakdown tools;
    private final Breakdown requesters;
    private final Breakdown days;
    private final Grid grid;

    Requests(Kept kept, Grid grid) {
        this.grid = grid;
        List<Table.Column> answers = List.of(
                new Table.Column("asked", "asked", Filter.type("approval.requested")),
                People.column("approved", "approved", "approval.decided", "approved", "true"),
                People.column("denied", "denied", "approval.decided", "decision", "DENY"),
                new Table.Column("emergency", "emergency", Filter.type("break_glass.used")),
                new Table.Column("expired", "expired", Filter.type("approval.expired")),
                new Table.Column("cancelled", "cancelled", Filter.type("approval.cancelled")),
                new Table.Column(
                        "void",
                        "void",
                        Filter.type("approval.").noting("of the types lapsed, revoked and invalidated")),
                People.column("ruled", "refused by rule", "policy.evaluated", "verdict", "deny"));
        tools = new Breakdown(kept, new Breakdown.About("requestsByTool", "Requests by tool", "tool", "tool"), answers);
        requesters = new Breakdown(
                kept,
                new Breakdown.About("requestsByRequester", "Requests by requester", "requester", ""),
                answers.stream()
                        .map(column -> new Table.Column(
                                column.name(), column.title(), column.filter().noting("of this requester")))
                        .toList());
        days = new Breakdown(
                kept,
                new Breakdown.About("requestsByTime", "Requests over time", "from", "from"),
                answers.subList(0, 5));
    }

    @Override
    public void see(Seen seen, Life life) {
        switch (seen.type()) {
            case "approval.requested" -> add("asked", seen);
            case "approval.decided" -> {
                if (seen.is("decision", "DENY")) {
                    add("denied", seen);
                } else if (seen.is("approved", "true")) {
                    add("approved", seen);
                }
            }
            case "break_glass.used" -> add("emergency", seen);
            case "approval.expired" -> add("expired", seen);
            case "approval.cancelled" -> add("cancelled", seen);
            case "approval.lapsed", "approval.revoked", "approval.invalidated" -> add("void", seen);
            case "policy.evaluated" -> {
                if (seen.is("verdict", "deny") && !seen.is("held", "false")) {
                    add("ruled", seen);
                }
            }
            default -> {}
        }
    }

    private void add(String column, Seen seen) {
        tools.add(seen.tool(), column, seen);
        requesters.add(EventRow.name(seen.event().origin().requester().toString()), column, seen);
        if (days.has(column)) {
            days.add(grid.begin(grid.place(seen.at())).toString(), column, seen);
        }
    }

    Table tools() {
        return tools.table(tool -> "");
    }

    Table requesters() {
        return requesters.table(requester -> "");
    }

    /** One line for each part of the period, also where nothing happened, in order. */
    Table days() {
        return days.table(grid);
    }
}
