package dev.approvals.journal.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Approvals that cover further calls. */
final class GrantBook implements Part {

    private static final int MOST = 10_000;

    private record Live(EventRow row, String covers, String until) {}

    private final Kept kept;
    private final Breakdown table;
    private final Map<String, Live> live = new LinkedHashMap<>();

    GrantBook(Kept kept) {
        this.kept = kept;
        table = new Breakdown(
                kept,
                new Breakdown.About("grants", "Grants by tool", "tool", "tool"),
                List.of(
                        new Table.Column("issued", "issued", Filter.type("grant.issued")),
                        new Table.Column("used", "used again", Filter.type("grant.used")),
                        new Table.Column("expired", "ended by themselves", Filter.type("grant.expired")),
                        new Table.Column("revoked", "revoked", Filter.type("grant.revoked"))));
    }

    @Override
    public void see(Seen seen, Life life) {
        switch (seen.type()) {
            case "grant.issued" -> {
                table.add(seen.tool(), "issued", seen);
                if (live.size() < MOST) {
                    live.put(
                            seen.event().callId(),
                            new Live(
                                    seen.row(), EventRow.name(seen.fact("covers")), EventRow.name(seen.fact("until"))));
                }
            }
            case "grant.used" -> table.add(seen.tool(), "used", seen);
            case "grant.expired", "grant.revoked" -> {
                table.add(seen.tool(), seen.type().substring("grant.".length()), seen);
                live.remove(seen.event().callId());
            }
            default -> {}
        }
    }

    Table table() {
        return table.table(tool -> "");
    }

    Listing live() {
        live.values().stream().limit(Listing.MOST).forEach(grant -> kept.keep(grant.row()));
        return Listing.of(
                "liveGrants",
                "Grants without an end on record",
                List.of("issued", "tool", "for whom", "covers", "until"),
                live.values().stream()
                        .map(grant -> new Listing.Item(
                                grant.row().ref(),
                                List.of(
                                        grant.row().at().toString(),
                                        grant.row().tool(),
                                        grant.row().requester(),
                                        grant.covers(),
                                        grant.until()),
                                false))
                        .toList());
    }
}
