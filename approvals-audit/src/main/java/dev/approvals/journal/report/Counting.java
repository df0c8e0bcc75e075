package dev.approvals.journal.report;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Counts all sides of what happened, event by event, in bounded memory. */
final class Counting {

    final Kept kept;
    final People people;
    final Requests requests;
    final Refusals refusals;
    final Runs runs;
    final Times times;
    final Emergencies emergencies;
    final GrantBook grants;
    final Catalogue catalogue;

    private final List<Part> parts;
    private final Lives lives;
    private long lines;

    Counting(Instant from, Grid grid, boolean pruned) {
        kept = new Kept(from);
        people = new People(kept);
        requests = new Requests(kept, grid);
        refusals = new Refusals(kept);
        runs = new Runs(kept, pruned);
        times = new Times(kept, grid);
        emergencies = new Emergencies(kept);
        grants = new GrantBook(kept);
        catalogue = new Catalogue(kept);
        parts = List.of(times, people, requests, refusals, runs, emergencies, grants, catalogue);
        lives = new Lives(life -> parts.forEach(part -> part.settle(life)));
    }

    void add(Seen seen) {
        if (kept.inPeriod(seen.at())) {
            lines++;
        }
        Life life = lives.see(seen);
        parts.forEach(part -> part.see(seen, life));
    }

    void close() {
        lives.close();
    }

    /** How many events of the period there are. */
    long lines() {
        return lines;
    }

    long forgotten() {
        return lives.forgotten();
    }

    /** Requests that wait for people or, approved, for their run. */
    Listing pending(Instant until) {
        List<Life> waiting = lives.open()
                .filter(life -> life.asked != null && life.started == null)
                .toList();
        List<Listing.Item> items =
                waiting.stream().flatMap(life -> pending(life, until)).toList();
        return Listing.of(
                "pending",
                "Requests without an end on record",
                List.of("asked", "tool", "for whom", "stands", "to be decided by"),
                items);
    }

    private Stream<Listing.Item> pending(Life life, Instant until) {
        EventRow asked = life.asked;
        if (asked == null) {
            return Stream.empty();
        }
        kept.keep(asked);
        Instant by = life.decideBy != null ? life.decideBy : Instant.MAX;
        boolean approved = life.approved != Life.Approved.NOT;
        boolean overdue = !approved && by.isBefore(until);
        String stands = approved ? "approved, not started" : overdue ? "past its deadline" : "waits for people";
        return Stream.of(new Listing.Item(
                asked.ref(),
                List.of(
                        asked.at().toString(),
                        asked.tool(),
                        asked.requester(),
                        stands,
                        by.equals(Instant.MAX) ? "" : by.toString()),
                overdue));
    }

    Listing unknown() {
        List<EventRow> rows = runs.unnoted();
        rows.stream().limit(Listing.MOST).forEach(kept::keep);
        return Listing.of(
                "unknownEnds",
                "Runs of unknown end on which nobody has noted what became of them",
                List.of("when", "tool", "for whom", "call"),
                rows.stream()
                        .map(row -> new Listing.Item(
                                row.ref(), List.of(row.at().toString(), row.tool(), row.requester(), row.call()), true))
                        .toList());
    }
}
