package dev.approvals.journal.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long people took to decide, and whether they can have read what they approved. */
final class Times implements Part {

    /** The upper bounds of the distribution, shortest first, and what they are called. */
    private static final Map<Duration, String> BOUNDS = new LinkedHashMap<>();

    private static final String LONGER = "longer";

    static {
        BOUNDS.put(Duration.ofSeconds(1), "under 1 s");
        BOUNDS.put(Duration.ofSeconds(5), "to 5 s");
        BOUNDS.put(Duration.ofSeconds(15), "to 15 s");
        BOUNDS.put(Duration.ofMinutes(1), "to 1 min");
        BOUNDS.put(Duration.ofMinutes(5), "to 5 min");
        BOUNDS.put(Duration.ofMinutes(15), "to 15 min");
        BOUNDS.put(Duration.ofHours(1), "to 1 h");
        BOUNDS.put(Duration.ofHours(4), "to 4 h");
        BOUNDS.put(Duration.ofDays(1), "to 1 day");
        BOUNDS.put(Duration.ofDays(7), "to 7 days");
    }

    private final Kept kept;
    private final Grid grid;
    private final Breakdown table;
    private final Tally unread;
    private final Tally timed;
    private final Spread all = new Spread();
    private final Map<Integer, Spread> parts = new LinkedHashMap<>();

    Times(Kept kept, Grid grid) {
        this.kept = kept;
        this.grid = grid;
        Filter decided = Filter.type("approval.decided").noting("or break_glass.used, that took so long");
        table = new Breakdown(
                kept,
                new Breakdown.About("timeToReview", "Time to review", "time", ""),
                List.of(
                        new Table.Column("unread", "faster than reading", decided),
                        new Table.Column("other", "others", decided)));
        unread = kept.alarming();
        timed = kept.usual();
    }

    @Override
    public void see(Seen seen, Life life) {
        boolean decision = seen.type().equals("approval.decided") || seen.type().equals("break_glass.used");
        Duration took = decision ? life.waited(seen.at()) : null;
        if (took == null || !kept.inPeriod(seen.at())) {
            return;
        }
        boolean fast = seen.is("decision", "APPROVE") && life.unread(seen.at());
        table.add(label(took), fast ? "unread" : "other", seen);
        timed.add(seen);
        if (fast) {
            unread.add(seen);
        }
        all.add(took);
        parts.computeIfAbsent(grid.place(seen.at()), any -> new Spread()).add(took);
    }

    private static String label(Duration took) {
        return BOUNDS.entrySet().stream()
                .filter(bound -> took.compareTo(bound.getKey()) < 0)
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(LONGER);
    }

    Table table() {
        List<String> labels = new ArrayList<>(BOUNDS.values());
        labels.add(LONGER);
        return table.table(labels);
    }

    Figure unread() {
        return unread.figure(Filter.type("approval.decided")
                .and(Map.of("fact.decision", "APPROVE"))
                .noting("sooner than a second and a fiftieth of a second for each character shown"));
    }

    Figure timed() {
        return timed.figure(Filter.type("approval.decided").noting("or break_glass.used, of requests on record"));
    }

    Pace all() {
        return Pace.of("", all);
    }

    /** Each part of the period in which somebody decided. */
    List<Pace> trend() {
        return parts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(part -> Pace.of(grid.begin(part.getKey()).toString(), part.getValue()))
                .toList();
    }
}
