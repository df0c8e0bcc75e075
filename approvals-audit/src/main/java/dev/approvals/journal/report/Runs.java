package dev.approvals.journal.report;

import dev.approvals.call.Mode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What let each run happen, and how it ended. */
final class Runs implements Part {

    static final String PEOPLE = "approved by people";
    static final String ALONE = "approved by one person, in an emergency";
    static final String GRANT = "covered by a grant";
    static final String RULE = "allowed by a rule";
    static final String OBSERVED = "not held: the gate only observed";
    static final String EARLIER = "began before this journal does";
    static final String APART = "what let it run is kept apart";
    static final String NOTHING = "no approval on record";

    private static final int MOST_GRANTS = 10_000;

    private final Breakdown table;
    private final Tally started;
    private final Tally without;
    private final Tally observed;
    private final Tally otherDigest;
    private final Tally unknown;
    private final boolean pruned;
    private final Set<String> grants = new LinkedHashSet<>();
    private final Map<String, EventRow> unknowns = new LinkedHashMap<>();

    Runs(Kept kept, boolean pruned) {
        this.pruned = pruned;
        table = new Breakdown(
                kept,
                new Breakdown.About("runs", "What let each run happen", "authority", ""),
                List.of(
                        new Table.Column(
                                "started",
                                "started",
                                Filter.type("action.started").noting("of this authority")),
                        new Table.Column("returned", "returned", end("action.completed")),
                        new Table.Column("failed", "failed", end("action.failed")),
                        new Table.Column("unknown", "end unknown", end("action.outcome_unknown"))));
        started = kept.usual();
        without = kept.alarming();
        observed = kept.usual();
        otherDigest = kept.alarming();
        unknown = kept.alarming();
    }

    private static Filter end(String type) {
        return Filter.type(type).noting("of a call that this authority let run");
    }

    @Override
    public void see(Seen seen, Life life) {
        switch (seen.type()) {
            case "action.started" -> start(seen, life);
            case "action.completed" -> end("returned", seen, life);
            case "action.failed" -> end("failed", seen, life);
            case "action.outcome_unknown" -> {
                end("unknown", seen, life);
                unknown.add(seen);
                if (unknowns.size() < MOST_GRANTS) {
                    unknowns.put(seen.event().callId(), seen.row());
                }
            }
            case "review.recorded" -> unknowns.remove(seen.event().callId());
            case "grant.issued" -> {
                grants.add(seen.event().callId());
                if (grants.size() > MOST_GRANTS) {
                    grants.remove(grants.iterator().next());
                }
            }
            default -> {}
        }
    }

    private void start(Seen seen, Life life) {
        started.add(seen);
        life.started = seen.row();
        life.authority = claimed(seen);
        if (life.authority.equals(PEOPLE) && !life.digest.isEmpty() && !seen.is("digest", life.digest)) {
            otherDigest.add(seen);
        }
    }

    /** What the start itself says; whether that is so is judged once all of the call was read. */
    private String claimed(Seen seen) {
        boolean allowed = seen.is("verdict", "allow");
        if (seen.is("held", "false") || (seen.event().origin().mode() == Mode.OBSERVING && !allowed)) {
            return OBSERVED;
        }
        return switch (seen.fact("verdict")) {
            case "allow" -> RULE;
            case "ask" -> PEOPLE;
            case "grant" -> grants.contains(seen.fact("grant")) || pruned ? GRANT : NOTHING;
            default -> seen.apart() ? APART : NOTHING;
        };
    }

    private static String judged(Life life, boolean pruned) {
        if (!life.authority.equals(PEOPLE)) {
            return life.authority;
        }
        return switch (life.approved) {
            case BY_PEOPLE -> PEOPLE;
            case IN_EMERGENCY -> ALONE;
            case NOT -> pruned && !life.whole() ? EARLIER : NOTHING;
        };
    }

    private void end(String column, Seen seen, Life life) {
        if (life.started != null) {
            table.add(judged(life, pruned), column, seen);
        }
    }

    @Override
    public void settle(Life life) {
        if (life.started == null) {
            return;
        }
        String authority = judged(life, pruned);
        table.add(authority, "started", life.started);
        if (authority.equals(NOTHING)) {
            without.add(life.started);
        }
        if (authority.equals(OBSERVED)) {
            observed.add(life.started);
        }
    }

    Table table() {
        return table.table(authority -> "");
    }

    Figure started() {
        return started.figure(Filter.type("action.started"));
    }

    Figure without() {
        return without.figure(Filter.type("action.started").noting("that no approval, grant or rule comes before"));
    }

    Figure observed() {
        return observed.figure(Filter.type("action.started").noting("while the gate only observed"));
    }

    Figure otherDigest() {
        return otherDigest.figure(Filter.type("action.started").noting("whose digest is not the one approved"));
    }

    Figure unknown() {
        return unknown.figure(Filter.type("action.outcome_unknown"));
    }

    /** Runs of unknown end on which nobody has noted what became of them. */
    List<EventRow> unnoted() {
        return List.copyOf(unknowns.values());
    }
}
