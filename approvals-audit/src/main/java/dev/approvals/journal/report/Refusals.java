package dev.approvals.journal.report;

import dev.approvals.outcome.RefusalCode;
import java.util.List;
import java.util.Map;

/** Why calls did not run, and why votes did not count. */
final class Refusals implements Part {

    /** The reasons that auditors look for, in their words; the gate's own are written for models. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("SELF_APPROVAL", "A vote on one's own call"),
            Map.entry("ALREADY_VOTED", "Replay: a second vote by one person"),
            Map.entry("ALREADY_DECIDED", "Replay: a vote on what was decided before"),
            Map.entry("WRONG_ROUND", "Stale: a vote on a question that had moved on"),
            Map.entry("WRONG_DIGEST", "Stale: a vote on another call than the one that was asked"),
            Map.entry("NOT_ELIGIBLE", "A vote by somebody who may not decide on this"),
            Map.entry("UNKNOWN_REVIEWER", "A vote by an account that is no known person's"),
            Map.entry("ASSURANCE_TOO_WEAK", "A vote by somebody who was not identified well enough"),
            Map.entry("PARTIAL_VIEW", "An approval by somebody who could not see all of it"),
            Map.entry("NOT_DELIVERED", "An approval by somebody who had not been shown it"),
            Map.entry("EXPIRED", "Nobody decided in time"),
            Map.entry("DENIED_BY_POLICY", "A rule refused it"),
            Map.entry("CANCELLED", "The caller left, or the gate shut down"),
            Map.entry("INVALIDATED", "What was approved no longer held"),
            Map.entry("LAPSED", "The approval was not used in time"));

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
        return WORDS.getOrDefault(code, RefusalCode.of(code).meaning().replace(" Do not retry.", ""));
    }

    Figure votes() {
        return votes.figure(Filter.type("approval.refused"));
    }

    /** Attempts to decide on one's own call. */
    Figure own() {
        return own.figure(Filter.type("approval.refused").and(Map.of("fact.code", RefusalCode.SELF_APPROVAL.name())));
    }
}
