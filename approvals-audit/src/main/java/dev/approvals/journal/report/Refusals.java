package dev.approvals.journal.report;

import dev.approvals.outcome.RefusalCode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Why calls did not run, and why votes did not count. */
final class Refusals implements Part {

    private final Breakdown table;
    private final Tally votes;
    private final Tally own;

    Refusals(Kept kept) {
        table = new Breakdown(
                kept,
                new Breakdown.About("refusals", "Refusals by reason", "reason", "fact.code"),
                List.of(
                        new Table.Column("votes", "votes that did not count", Filter.type("approval.refused")),
                        new Table.Column(
                                "calls",
                                "calls that did not run",
                                new Filter(
                                        Map.of(),
                                        "of the types action.failed, policy.evaluated and"
                                                + " approval. other than approval.refused"))));
        votes = kept.usual();
        own = kept.usual();
    }

    @Override
    public void see(Seen seen, Life life) {
        String code = EventRow.name(seen.fact("code"));
        if (code.isEmpty() || seen.type().startsWith("grant.") || seen.is("held", "false")) {
            return;
        }
        if (seen.type().equals("approval.refused")) {
            table.add(code, "votes", seen);
            votes.add(seen);
            if (code.equals(RefusalCode.SELF_APPROVAL.name())) {
                own.add(seen);
            }
        } else {
            table.add(code, "calls", seen);
        }
    }

    /** Reviewers' own denials are decisions, and stand with these. */
    Table table() {
        return table.table(Refusals::words);
    }

    static String words(String code) {
        String meaning = RefusalCode.of(code).meaning();
        int end = meaning.indexOf(". ");
        String first = end < 0 ? meaning : meaning.substring(0, end);
        return first.substring(0, 1).toUpperCase(Locale.ROOT) + first.substring(1);
    }

    Figure votes() {
        return votes.figure(Filter.type("approval.refused"));
    }

    /** Attempts to decide on one's own call. */
    Figure own() {
        return own.figure(Filter.type("approval.refused").and(Map.of("fact.code", RefusalCode.SELF_APPROVAL.name())));
    }
}
