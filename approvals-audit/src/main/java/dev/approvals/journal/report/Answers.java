package dev.approvals.journal.report;

import dev.approvals.journal.report.Findings.Answer;
import dev.approvals.journal.report.Findings.Level;
import dev.approvals.journal.report.Findings.Named;
import dev.approvals.journal.report.Findings.Standing;
import dev.approvals.journal.verify.Verification;
import java.util.ArrayList;
import java.util.List;

/** The questions that auditors ask, and what the figures say. */
final class Answers {

    private static final int MOST_NAMED = 3;

    private final Counting counting;
    private final List<Standing> journals;
    private final List<Listing> listings;

    Answers(Counting counting, List<Standing> journals, List<Listing> listings) {
        this.counting = counting;
        this.journals = journals;
        this.listings = listings;
    }

    List<Answer> all() {
        return List.of(
                unaltered(),
                complete(),
                ranUnapproved(),
                whoApproved(),
                separation(),
                emergencies(),
                read(),
                open(),
                changed());
    }

    private Answer unaltered() {
        long flawed = journals.stream()
                .filter(journal -> !journal.verification().intact())
                .count();
        long lines = journals.stream()
                .mapToLong(journal -> journal.verification().extent().lines())
                .sum();
        boolean proven = journals.stream()
                .map(Standing::verification)
                .map(Verification::unproven)
                .allMatch(List::isEmpty);
        String question = "Is the record unaltered?";
        if (flawed > 0) {
            return answer(
                    Level.BAD,
                    question,
                    "No. "
                            + (journals.size() == 1
                                    ? "The journal has"
                                    : flawed + " of " + journals.size() + " journals have")
                            + " a flaw; what follows it is not counted and proves nothing.",
                    List.of(),
                    "integrity");
        }
        if (journals.stream()
                .anyMatch(journal -> journal.verification().extent().lines() == 0)) {
            return empty(question);
        }
        return answer(
                proven ? Level.GOOD : Level.LOOK,
                question,
                "No flaw was found in " + count(lines, "line")
                        + ": each names the one before, and together they give the"
                        + " root below."
                        + (proven ? " Nothing is left unproven." : " What that does not prove is said below."),
                List.of(),
                "integrity");
    }

    private static Answer empty(String question) {
        return answer(
                Level.BAD,
                question,
                "Nobody can say: there is not one line. A journal begins with a line of its own when it is opened, so"
                        + " either its lines were taken away or this is not its folder.",
                List.of(),
                "integrity");
    }

    private Answer complete() {
        long incomplete = counting.catalogue.incomplete();
        Figure interrupted = counting.catalogue.interrupted();
        String gaps = incomplete == 0
                ? "The events of a call are numbered; none is missing in the "
                        + count(counting.catalogue.calls(), "call") + " whose beginning is here."
                : "Events are missing in " + incomplete + " of " + count(counting.catalogue.calls(), "call")
                        + ": a sink was passed over, or another process's journal is not in this report.";
        return answer(
                incomplete == 0 && interrupted.count() == 0 ? Level.GOOD : Level.LOOK,
                "Is the record complete?",
                gaps + (interrupted.count() == 0 ? "" : " The record itself was interrupted."),
                List.of(new Named("interruptions of the record", interrupted)),
                "changes");
    }

    private Answer ranUnapproved() {
        Figure without = counting.runs.without();
        Figure observed = counting.runs.observed();
        Figure started = counting.runs.started();
        List<Named> figures = List.of(
                new Named("runs", started),
                new Named("without an approval on record", without),
                new Named("while the gate only observed", observed));
        String question = "Did anything run without approval?";
        if (without.count() > 0) {
            return answer(
                    Level.BAD,
                    question,
                    "Yes, as far as this record tells: for " + count(without.count(), "run")
                            + " it holds no approval, no grant and no rule.",
                    figures,
                    "runs");
        }
        if (observed.count() > 0) {
            return answer(
                    Level.LOOK,
                    question,
                    "The gate only observed for " + count(observed.count(), "run") + " and held nothing then.",
                    figures,
                    "runs");
        }
        return answer(
                Level.GOOD,
                question,
                started.count() == 0
                        ? "Nothing ran."
                        : "No. Of "
                                + (started.count() == 1 ? "the one run" : "each of " + count(started.count(), "run"))
                                + " it is on record which people, grant or rule let it run.",
                figures,
                "runs");
    }

    private Answer whoApproved() {
        Table people = counting.people.table();
        long approvers = people.lines().stream()
                        .filter(line ->
                                people.count(line.label(), "approved") + people.count(line.label(), "emergency") > 0)
                        .count()
                + people.left();
        Figure approved = counting.people.approved();
        List<Named> named = new ArrayList<>();
        named.add(new Named("approved requests", approved));
        named.add(new Named("decisions that counted", counting.people.counted()));
        people.lines().stream()
                .filter(line -> approves(people, line) && !line.label().equals(Table.OTHERS))
                .limit(MOST_NAMED)
                .forEach(line -> named.add(new Named(
                        "votes to approve by " + line.label(), line.figures().get(0))));
        return answer(
                Level.PLAIN,
                "Who approved?",
                approvers == 0
                        ? "Nobody approved anything."
                        : count(approvers, "person", "people") + " voted for "
                                + count(approved.count(), "approved request") + " and "
                                + count(counting.emergencies.used().count(), "emergency", "emergencies") + ".",
                named,
                "decisionsByPerson");
    }

    private static boolean approves(Table people, Table.Line line) {
        return people.count(line.label(), "approved") + people.count(line.label(), "emergency") > 0;
    }

    private Answer separation() {
        People people = counting.people;
        long broken = people.own().count()
                + people.tooFew().count()
                + people.otherDigest().count()
                + counting.runs.otherDigest().count();
        List<Named> figures = List.of(
                new Named("counted votes by somebody behind the call", people.own()),
                new Named("quorums of too few people", people.tooFew()),
                new Named("votes on something else than was asked", people.otherDigest()),
                new Named("runs of something else than was approved", counting.runs.otherDigest()),
                new Named("attempts to approve one's own call, refused", counting.refusals.own()));
        return answer(
                broken == 0 ? Level.GOOD : Level.BAD,
                "Was separation of duties kept?",
                broken == 0
                        ? "Yes. No counted vote came from an account behind its call, every quorum was met by as many people as"
                                + " it needs, and what was asked, voted on and run has one digest."
                        : "No, as far as this record tells: see the figures.",
                figures,
                "refusals");
    }

    private Answer emergencies() {
        Listing owed = listing("unreviewedEmergencies");
        Figure used = counting.emergencies.used();
        return answer(
                owed.size() > 0 ? Level.BAD : Level.GOOD,
                "Was the glass broken, and did somebody look into it?",
                owed.size() > 0
                        ? "Nobody has reviewed " + count(owed.size(), "emergency approval") + "."
                        : used.count() == 0
                                ? "Nobody approved alone."
                                : "All " + count(used.count(), "emergency approval") + " of the period were reviewed by"
                                        + " somebody else.",
                List.of(new Named("approved alone", used), new Named("reviewed", counting.emergencies.reviewed())),
                "unreviewedEmergencies");
    }

    private Answer read() {
        Figure unread = counting.times.unread();
        Figure timed = counting.times.timed();
        return answer(
                unread.count() == 0 ? Level.GOOD : Level.LOOK,
                "Can reviewers have read what they approved?",
                timed.count() == 0
                        ? "Nothing was decided."
                        : unread.count() == 0
                                ? "No approval was faster than reading."
                                : count(unread.count(), "approval") + " came faster than anybody reads what was shown.",
                List.of(new Named("decisions timed", timed), new Named("approved faster than reading", unread)),
                "timeToReview");
    }

    private Answer open() {
        Listing pending = listing("pending");
        Listing unknown = listing("unknownEnds");
        long overdue = pending.items().stream().filter(Listing.Item::alarming).count();
        return answer(
                unknown.size() + overdue > 0 ? Level.LOOK : Level.GOOD,
                "What is still open?",
                (pending.size() == 0 ? "No request waits" : count(pending.size(), "request") + " had no end")
                        + (overdue > 0 ? ", " + overdue + " of them past the deadline" : "") + ". "
                        + (unknown.size() == 0
                                ? "No run of unknown end is without a note."
                                : "Of " + count(unknown.size(), "run") + " nobody knows the end, nor has noted it."),
                List.of(
                        new Named("requests without an end", figure(pending, "approval.requested")),
                        new Named("expired", counting.catalogue.type("approval.expired")),
                        new Named("runs of unknown end", counting.runs.unknown())),
                "pending");
    }

    private Answer changed() {
        Figure unenforced = counting.catalogue.unenforced();
        return answer(
                unenforced.count() > 0 ? Level.LOOK : Level.PLAIN,
                "Was the gate changed, or not enforcing?",
                unenforced.count() > 0
                        ? "Some events come from a gate that observed or was in development mode."
                        : "All events come from a gate that enforced its rules; its changes are listed.",
                List.of(
                        new Named("events of a gate that did not enforce", unenforced),
                        new Named("gates set up", counting.catalogue.type("config.changed")),
                        new Named("rules loaded", counting.catalogue.type("policy.loaded"))),
                "changes");
    }

    private static Figure figure(Listing listing, String type) {
        return new Figure(
                listing.size(),
                listing.items().stream()
                        .map(Listing.Item::ref)
                        .limit(Kept.USUAL)
                        .toList(),
                Filter.type(type).noting("of calls that have no end on record"));
    }

    private Listing listing(String name) {
        return listings.stream()
                .filter(listing -> listing.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Answer answer(Level level, String question, String words, List<Named> figures, String section) {
        return new Answer(level, question, words, figures, section);
    }

    static String count(long number, String one) {
        return count(number, one, one + "s");
    }

    private static String count(long number, String one, String many) {
        return Text.number(number) + " " + (number == 1 ? one : many);
    }
}
