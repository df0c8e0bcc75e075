package dev.approvals.journal.report;

import dev.approvals.call.Principal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who decided what, and whether they were the right ones. */
final class People implements Part {

    private static final int MOST = 1_000;

    private final Breakdown table;
    private final Map<String, Spread> took = new HashMap<>();
    private final Map<String, String> accounts = new TreeMap<>();
    private final Kept kept;
    private final Tally counted;
    private final Tally approved;
    private final Tally own;
    private final Tally tooFew;
    private final Tally otherDigest;

    People(Kept kept) {
        this.kept = kept;
        Breakdown.About about = new Breakdown.About("decisionsByPerson", "Decisions by person", "person", "person");
        table = new Breakdown(
                kept,
                about,
                List.of(
                        column("approved", "approved", "approval.decided", "decision", "APPROVE"),
                        column("denied", "denied", "approval.decided", "decision", "DENY"),
                        column("escalated", "escalated", "approval.escalated", "by", "person"),
                        new Table.Column("emergency", "alone", Filter.type("break_glass.used")),
                        new Table.Column("reviewed", "reviewed an emergency", Filter.type("break_glass.reviewed")),
                        new Table.Column("withdrew", "withdrew", Filter.type("approval.revoked")),
                        new Table.Column(
                                "refused",
                                "not counted",
                                Filter.type("approval.refused").noting("of this person's accounts"))));
        counted = kept.usual();
        approved = kept.usual();
        own = kept.alarming();
        tooFew = kept.alarming();
        otherDigest = kept.alarming();
    }

    static Table.Column column(String name, String title, String type, String fact, String value) {
        return new Table.Column(name, title, Filter.of(Map.of("type", type)).and(Map.of("fact." + fact, value)));
    }

    /** Votes that did not count name an account; whose it is, votes that did tell. */
    private void learn(Seen seen) {
        if (!seen.fact("reviewer").isEmpty() && !seen.fact("person").isEmpty() && accounts.size() < MOST) {
            accounts.put(EventRow.name(seen.fact("reviewer")), EventRow.name(seen.fact("person")));
        }
    }

    @Override
    public void see(Seen seen, Life life) {
        learn(seen);
        switch (seen.type()) {
            case "approval.decided" -> decided(seen, life);
            case "break_glass.used" -> {
                table.add(seen.person(), "emergency", seen);
                vote(seen, life);
            }
            case "approval.escalated" -> {
                if (seen.is("by", "person")) {
                    table.add(seen.person(), "escalated", seen);
                }
            }
            case "break_glass.reviewed" -> table.add(seen.person(), "reviewed", seen);
            case "approval.revoked" -> table.add(seen.person(), "withdrew", seen);
            case "approval.refused" -> table.add(seen.person(), "refused", seen);
            default -> {}
        }
    }

    private void decided(Seen seen, Life life) {
        table.add(seen.person(), seen.is("decision", "DENY") ? "denied" : "approved", seen);
        vote(seen, life);
        int people = life.voted(seen.person());
        if (seen.is("approved", "true")) {
            approved.add(seen);
            if (life.followed() && people < needed(seen.fact("quorum"))) {
                tooFew.add(seen);
            }
        }
    }

    private void vote(Seen seen, Life life) {
        counted.add(seen);
        if (isOwn(seen)) {
            own.add(seen);
        }
        if (!life.digest.isEmpty() && !seen.fact("digest").isEmpty() && !life.digest.equals(seen.fact("digest"))) {
            otherDigest.add(seen);
        }
        Duration waited = life.waited(seen.at());
        if (waited != null && kept.inPeriod(seen.at()) && (took.containsKey(seen.person()) || took.size() < MOST)) {
            took.computeIfAbsent(seen.person(), any -> new Spread()).add(waited);
        }
    }

    /** Whether the one who decided is behind the call, as far as its line alone tells: the gate knows aliases, too. */
    private static boolean isOwn(Seen seen) {
        String reviewer = seen.fact("reviewer");
        String person = seen.fact("person");
        for (Principal account : seen.event().origin().requester().accounts()) {
            if (account.toString().equals(reviewer) || account.toString().equals(person)) {
                return true;
            }
        }
        return false;
    }

    /** The K of "N of K"; 0 where it is not said. */
    private static int needed(String quorum) {
        String last = quorum.substring(quorum.lastIndexOf(' ') + 1);
        return last.matches("[0-9]{1,6}") ? Integer.parseInt(last) : 0;
    }

    Table table() {
        accounts.forEach((account, person) -> {
            if (!account.equals(person)) {
                table.merge(account, person);
            }
        });
        return table.table(person -> "");
    }

    Optional<Spread> took(String person) {
        return Optional.ofNullable(took.get(person));
    }

    /** Decisions that counted. */
    Figure counted() {
        return counted.figure(Filter.type("approval.decided").noting("or break_glass.used"));
    }

    /** Requests that people approved. */
    Figure approved() {
        return approved.figure(Filter.type("approval.decided").and(Map.of("fact.approved", "true")));
    }

    /** Decisions that counted although the account stands behind the call. */
    Figure own() {
        return own.figure(
                Filter.type("approval.decided").noting("where the reviewer is one of the requester's accounts"));
    }

    /** Approvals for which fewer people voted than were needed. */
    Figure tooFew() {
        return tooFew.figure(Filter.type("approval.decided")
                .and(Map.of("fact.approved", "true"))
                .noting("where fewer people voted than the quorum says"));
    }

    /** Votes on another digest than the request's. */
    Figure otherDigest() {
        return otherDigest.figure(Filter.type("approval.decided").noting("whose digest is not the request's"));
    }
}
