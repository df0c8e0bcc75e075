package dev.approvals.journal.report;

import dev.approvals.call.Mode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The record itself: which events there are, what changed about gate and journal, and whether calls lack events. */
final class Catalogue implements Part {

    /** What an auditor wants to know of a gate and of its journal. */
    private static final Set<String> CHANGES = Set.of(
            "config.changed",
            "policy.loaded",
            "sink.failed",
            "sink.restored",
            "log.recovered",
            "log.pruned",
            "key.rotated",
            "payload.erased",
            "tool.locked");

    private static final Set<String> INTERRUPTED = Set.of("sink.failed", "log.recovered");

    private final Kept kept;
    private final Breakdown types;
    private final Tally interrupted;
    private final Tally unenforced;
    private final List<Listing.Item> changes = new ArrayList<>();
    private final Map<Integer, String> keys = new LinkedHashMap<>();
    private long allChanges;
    private long calls;
    private long incomplete;

    Catalogue(Kept kept) {
        this.kept = kept;
        types = new Breakdown(
                kept,
                new Breakdown.About("events", "Events by type", "type", "type"),
                List.of(new Table.Column("events", "events", new Filter(Map.of(), ""))));
        interrupted = kept.alarming();
        unenforced = kept.usual();
    }

    @Override
    public void see(Seen seen, Life life) {
        types.add(EventRow.name(seen.type()), "events", seen);
        if (INTERRUPTED.contains(seen.type())) {
            interrupted.add(seen);
        }
        if (seen.event().origin().mode() != Mode.ENFORCING) {
            unenforced.add(seen);
        }
        if (CHANGES.contains(seen.type()) && kept.inPeriod(seen.at())) {
            change(seen);
        }
        if (!seen.fact("key").isEmpty() && seen.event().origin().tool().isEmpty()) {
            keys.put(seen.ref().journal(), seen.fact("key"));
        }
    }

    private void change(Seen seen) {
        allChanges++;
        if (changes.size() < Listing.MOST) {
            EventRow row = seen.row();
            kept.keep(row);
            changes.add(new Listing.Item(
                    seen.ref(),
                    List.of(row.at().toString(), row.type(), row.facts()),
                    INTERRUPTED.contains(seen.type())));
        }
    }

    @Override
    public void settle(Life life) {
        calls++;
        if (life.missing() > 0) {
            incomplete++;
        }
    }

    Table types() {
        return types.table(type -> "");
    }

    Figure type(String type) {
        return types.figure(type, "events");
    }

    Figure interrupted() {
        return interrupted.figure(Filter.type("sink.failed").noting("or log.recovered"));
    }

    Figure unenforced() {
        return unenforced.figure(new Filter(Map.of(), "whose mode is not ENFORCING"));
    }

    Listing changes() {
        return new Listing(
                "changes",
                "Changes of the gate and of its record",
                List.of("when", "what", "facts"),
                changes,
                allChanges - changes.size());
    }

    /** The key that each journal named last, as it stands there. */
    Map<Integer, String> keys() {
        return keys;
    }

    /** How many calls were followed. */
    long calls() {
        return calls;
    }

    /** How many of them lack events between their first and their last. */
    long incomplete() {
        return incomplete;
    }
}
