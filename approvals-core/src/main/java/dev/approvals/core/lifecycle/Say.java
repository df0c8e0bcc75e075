package dev.approvals.core.lifecycle;

import dev.approvals.call.Principal;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.Assurance;
import dev.approvals.policy.Level;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.review.Person;
import dev.approvals.review.Reviewer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Who has a say in a call, whatever they say, and how they are named in the audit. */
final class Say {

    private Say() {}

    /** What stands against somebody who decides at a level. */
    static Optional<Objection> against(ReviewPlan plan, Level level, Reviewer reviewer, Roster roster) {
        return against(
                plan,
                reviewer,
                roster,
                person -> level.seats().stream().anyMatch(seats -> seats.admits(person.groups())),
                "is not among those who may decide: " + level.describe());
    }

    /** What stands against somebody who breaks the glass. */
    static Optional<Objection> againstBreaking(ReviewPlan plan, Reviewer reviewer, Roster roster) {
        return against(
                plan,
                reviewer,
                roster,
                person -> Tally.mayBreakGlass(plan, person),
                "is not among those who may break the glass for this request");
    }

    private static Optional<Objection> against(
            ReviewPlan plan, Reviewer reviewer, Roster roster, Predicate<Person> entitled, String otherwise) {
        Optional<Person> person = roster.person(reviewer);
        if (person.isEmpty()) {
            return Objection.of(
                    RefusalCode.UNKNOWN_REVIEWER,
                    reviewer.account().issuer().equals(Principal.AGENT)
                            ? "Agents do not decide."
                            : "The directory knows no person behind " + reviewer + ".");
        }
        if (roster.isRequester(reviewer, person.get())) {
            return Objection.of(
                    RefusalCode.SELF_APPROVAL,
                    "The call is made on behalf of " + reviewer + ": somebody else decides.");
        }
        Assurance weakest = plan.assurance();
        if (reviewer.assurance().compareTo(weakest) < 0) {
            return Objection.of(
                    RefusalCode.ASSURANCE_TOO_WEAK,
                    reviewer + " is known by " + reviewer.assurance() + "; this request demands " + weakest + ".");
        }
        return entitled.test(person.get())
                ? Optional.empty()
                : Objection.of(RefusalCode.NOT_ELIGIBLE, reviewer + " " + otherwise + ".");
    }

    /** The facts about who acted, to which more may be added. */
    static Map<String, String> facts(Reviewer reviewer, Roster roster, String comment) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("reviewer", reviewer.toString());
        facts.put("person", roster.person(reviewer).map(Person::id).orElse(""));
        facts.put("assurance", reviewer.assurance().name());
        facts.put("evidence", reviewer.evidence());
        facts.put("comment", comment);
        return facts;
    }
}
