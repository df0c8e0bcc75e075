package dev.approvals.testkit.life;

import dev.approvals.call.Principal;
import dev.approvals.core.lifecycle.Ending;
import dev.approvals.core.lifecycle.GrantState;
import dev.approvals.core.lifecycle.GrantStep;
import dev.approvals.core.lifecycle.GrantTerms;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.Level;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Scope;
import dev.approvals.review.Person;
import dev.approvals.review.Reviewer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The life of a grant, told a second time from the specification and in the slowest way. */
final class GrantModel {

    private final GrantTerms terms;
    private int usesLeft;
    private Instant usedAt;
    private String ending = "";

    private GrantModel(GrantTerms terms) {
        this.terms = terms;
        this.usesLeft = terms.scope().uses() - 1;
        this.usedAt = terms.given().at();
    }

    /** Follows a story from moment to moment, and throws where the model says otherwise. */
    static void check(GrantStory story, List<GrantStory.Moment> moments) {
        GrantModel model = new GrantModel(story.terms());
        for (GrantStory.Moment moment : moments) {
            Expected expected = model.take(moment);
            GrantState state = moment.after();
            List<Object> modelled = List.of(model.usesLeft, model.usedAt, model.ending);
            List<Object> real = List.of(
                    state.usesLeft(),
                    state.usedAt(),
                    state.ending().map(Ending::word).orElse(""));
            if (!expected.allows(moment.progress()) || !modelled.equals(real)) {
                throw new AssertionError("The model expects " + expected + " and is at " + modelled + "; there was "
                        + moment.progress() + " and the grant is at " + real + "\nfor " + moment.step());
            }
        }
    }

    private Expected take(GrantStory.Moment moment) {
        if (moment.step() instanceof GrantStep.Revoke revoke) {
            Set<RefusalCode> against = strangers(moment, revoke.reviewer());
            if (!ending.isEmpty()) {
                against.add(RefusalCode.ALREADY_DECIDED);
            }
            return against.isEmpty() ? end("REVOKED") : new Expected(against, false);
        }
        if (!ending.isEmpty()) {
            return Expected.not(RefusalCode.of(ending));
        }
        if (moment.step() instanceof GrantStep.Use use) {
            return use(moment, use);
        }
        if (moment.step() instanceof GrantStep.Invalidate invalid) {
            return end(invalid.code().name());
        }
        return over(moment.now()) ? end("LAPSED") : Expected.IDLE;
    }

    private Expected use(GrantStory.Moment moment, GrantStep.Use use) {
        Set<RefusalCode> against = new HashSet<>();
        if (over(moment.now())) {
            against.add(RefusalCode.LAPSED);
        }
        if (!use.roster().accounts().equals(terms.requester().accounts())) {
            against.add(RefusalCode.NOT_ELIGIBLE);
        }
        if (!enough(moment) || !permits(moment, use.plan())) {
            against.add(RefusalCode.INVALIDATED);
        }
        if (against.isEmpty()) {
            usesLeft--;
            usedAt = moment.now();
        }
        return new Expected(against, false);
    }

    private boolean over(Instant now) {
        return usesLeft == 0
                || !now.isBefore(terms.given().at().plus(terms.scope().lasts()))
                || !now.isBefore(usedAt.plus(terms.scope().idle()));
    }

    private Expected end(String how) {
        ending = how;
        return Expected.HAPPENS;
    }

    private static Set<RefusalCode> strangers(GrantStory.Moment moment, Reviewer reviewer) {
        GrantTerms terms = moment.terms();
        Set<RefusalCode> against = new HashSet<>();
        Principal account = reviewer.account();
        if (moment.company().voter(account).isEmpty()) {
            against.add(RefusalCode.UNKNOWN_REVIEWER);
        }
        if (moment.company().isBehind(terms.requester(), account)) {
            against.add(RefusalCode.SELF_APPROVAL);
        }
        Level level = terms.given().plan().levels().get(terms.given().level());
        boolean seat = moment.company().voter(account).stream()
                .anyMatch(person -> level.seats().stream()
                        .anyMatch(seats ->
                                seats.groups().isEmpty() || !Collections.disjoint(seats.groups(), person.groups())));
        if (!seat) {
            against.add(RefusalCode.NOT_ELIGIBLE);
        }
        return against;
    }

    static boolean mayRevoke(GrantStory.Moment moment, Reviewer reviewer) {
        return strangers(moment, reviewer).isEmpty();
    }

    /** Whether those who gave the grant, as they are now, could give it at the level where they did. */
    static boolean enough(GrantStory.Moment moment) {
        GrantTerms.Given given = moment.terms().given();
        return Electorate.canFill(given.plan().levels().get(given.level()), standing(moment));
    }

    /** Whether they could give it under the plan of now. */
    static boolean permits(GrantStory.Moment moment, ReviewPlan plan) {
        GrantTerms terms = moment.terms();
        List<Level> levels = plan.levels();
        Level level = levels.get(Math.min(terms.given().level(), levels.size() - 1));
        Scope scope = terms.scope();
        return plan.permits().widestGrant().stream()
                        .anyMatch(widest -> widest.free().containsAll(scope.free())
                                && scope.uses() <= widest.uses()
                                && scope.lasts().compareTo(widest.lasts()) <= 0
                                && scope.idle().compareTo(widest.idle()) <= 0)
                && terms.given().votes().stream()
                        .allMatch(vote -> vote.decision().reviewer().assurance().compareTo(plan.assurance()) >= 0)
                && Electorate.canFill(level, standing(moment));
    }

    private static List<Person> standing(GrantStory.Moment moment) {
        List<Person> standing = new ArrayList<>();
        moment.terms().given().votes().forEach(vote -> {
            Principal account = vote.decision().reviewer().account();
            moment.company()
                    .voter(account)
                    .filter(person -> person.id().equals(vote.person()))
                    .filter(person -> !moment.company().isBehind(moment.terms().requester(), account))
                    .ifPresent(standing::add);
        });
        return standing;
    }
}
