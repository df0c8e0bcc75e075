package dev.approvals.journal.report;

import dev.approvals.journal.report.Findings.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Puts together what was counted, and what it means. */
final class Conclusions {

    private final Period period;
    private final Counting counting;
    private final List<Standing> journals;

    Conclusions(Period period, Counting counting, List<Standing> journals) {
        this.period = period;
        this.counting = counting;
        this.journals = journals;
    }

    Findings findings(Instant now) {
        List<Listing> listings = List.of(
                counting.emergencies.unreviewed(),
                counting.pending(period.asOf()),
                counting.unknown(),
                counting.grants.live(),
                counting.catalogue.changes());
        List<Findings.Answer> answers = new Answers(counting, journals, listings).all();
        Findings.Figures figures =
                new Findings.Figures(tables(), listings, counting.times.all(), paces(), new ControlMap(counting).all());
        // Last, for making the listings keeps events, too.
        return new Findings(scope(now), journals, answers, figures, counting.kept.rows());
    }

    private List<Table> tables() {
        return List.of(
                counting.runs.table(),
                counting.people.table(),
                counting.requests.tools(),
                counting.requests.requesters(),
                counting.requests.days(),
                counting.times.table(),
                counting.refusals.table(),
                counting.grants.table(),
                counting.catalogue.types());
    }

    private Findings.Paces paces() {
        List<Pace> people = counting.people.table().lines().stream()
                .flatMap(line -> counting.people.took(line.label()).stream().map(took -> Pace.of(line.label(), took)))
                .toList();
        return new Findings.Paces(people, counting.times.trend());
    }

    private Findings.Scope scope(Instant now) {
        List<String> limits = new ArrayList<>();
        for (Standing journal : journals) {
            long first = journal.verification().extent().first();
            if (first > 0) {
                limits.add("The first " + first + " lines of " + journal.folder()
                        + " were pruned: what they told is not counted.");
            }
            if (!journal.verification().intact()) {
                limits.add("Of " + journal.folder() + " only the "
                        + journal.verification().extent().lines() + " lines before the flaw are counted.");
            }
        }
        if (counting.forgotten() > 0) {
            limits.add("More calls were under way at once than are followed: of " + counting.forgotten()
                    + " of them it was not looked at how they went on.");
        }
        return new Findings.Scope(now, period.from(), period.until(), counting.lines(), limits);
    }
}
