package dev.approvals.testkit.life;

import dev.approvals.call.Principal;
import dev.approvals.core.lifecycle.GrantState;
import dev.approvals.core.lifecycle.GrantStep;
import dev.approvals.core.lifecycle.GrantTerms;
import dev.approvals.core.lifecycle.Grants;
import dev.approvals.core.lifecycle.Progress;
import dev.approvals.core.lifecycle.Roster;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.review.Person;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Mistakes that a grant's transition function could make, each around the real one, and the invariant that each breaks. */
enum GrantDefect implements GrantStory.Machine {
    STALE_GRANT(GrantInvariants.IN_TIME) {
        @Override
        public Progress<GrantState> apply(GrantTerms terms, GrantState state, GrantStep step, Instant now) {
            return Grants.apply(terms, state, step, step instanceof GrantStep.Use ? Story.START : now);
        }
    },
    USE_EXTENDS(GrantInvariants.IN_TIME) {
        @Override
        public Progress<GrantState> apply(GrantTerms terms, GrantState state, GrantStep step, Instant now) {
            GrantTerms.Given given = terms.given();
            GrantTerms.Given later =
                    new GrantTerms.Given(given.requestId(), given.plan(), given.level(), given.votes(), state.usedAt());
            return Grants.apply(
                    new GrantTerms(terms.id(), terms.requester(), later, terms.scope(), terms.epoch()),
                    state,
                    step,
                    now);
        }
    },
    USES_NOT_COUNTED(GrantInvariants.NO_MORE_USES_THAN_GIVEN) {
        @Override
        public Progress<GrantState> apply(GrantTerms terms, GrantState state, GrantStep step, Instant now) {
            return Grants.apply(terms, new GrantState(9, state.usedAt(), state.ending()), step, now);
        }
    },
    END_NOT_ABSORBING(GrantInvariants.ENDS_ABSORB) {
        @Override
        public Progress<GrantState> apply(GrantTerms terms, GrantState state, GrantStep step, Instant now) {
            return Grants.apply(terms, new GrantState(state.usesLeft(), state.usedAt(), Optional.empty()), step, now);
        }
    },
    REVOKE_IGNORED(GrantInvariants.ENDS_ABSORB) {
        @Override
        public Progress<GrantState> apply(GrantTerms terms, GrantState state, GrantStep step, Instant now) {
            Progress<GrantState> progress = Grants.apply(terms, state, step, now);
            return step instanceof GrantStep.Revoke && progress instanceof Progress.Moved
                    ? new Progress.Same<>("Thank you.")
                    : progress;
        }
    },
    ANYBODY_REVOKES(GrantInvariants.ONLY_THE_ENTITLED) {
        @Override
        public Progress<GrantState> apply(GrantTerms terms, GrantState state, GrantStep step, Instant now) {
            return step instanceof GrantStep.Revoke revoke
                    ? Grants.apply(
                            terms,
                            state,
                            new GrantStep.Revoke(
                                    revoke.reviewer(), revoke.reason(), Mistakes.everybodyEverywhere(revoke.roster())),
                            now)
                    : Grants.apply(terms, state, step, now);
        }
    },
    NO_MEMBER_CHECK_AT_A_USE(GrantInvariants.ENOUGH_PEOPLE) {
        @Override
        public Progress<GrantState> apply(GrantTerms terms, GrantState state, GrantStep step, Instant now) {
            return Grants.apply(terms, state, using(step, use -> use, roster -> asTheyVoted(terms, roster)), now);
        }
    },
    RULES_OF_THEN(GrantInvariants.RULES_TIGHTEN) {
        @Override
        public Progress<GrantState> apply(GrantTerms terms, GrantState state, GrantStep step, Instant now) {
            ReviewPlan then = terms.given().plan();
            return Grants.apply(terms, state, using(step, plan -> then, roster -> roster), now);
        }
    },
    WHOSEVER_CALL(GrantInvariants.SAME_REQUESTER) {
        @Override
        public Progress<GrantState> apply(GrantTerms terms, GrantState state, GrantStep step, Instant now) {
            Set<Principal> accounts = terms.requester().accounts();
            UnaryOperator<Roster> mistaken = roster -> new Roster(roster.people(), roster.requesters(), accounts);
            return Grants.apply(terms, state, using(step, plan -> plan, mistaken), now);
        }
    };

    private final GrantInvariants broken;

    GrantDefect(GrantInvariants broken) {
        this.broken = broken;
    }

    /** {@return the invariant that this defect breaks} */
    GrantInvariants broken() {
        return broken;
    }

    private static GrantStep using(GrantStep step, UnaryOperator<ReviewPlan> plan, UnaryOperator<Roster> roster) {
        return step instanceof GrantStep.Use use
                ? new GrantStep.Use(use.callId(), plan.apply(use.plan()), roster.apply(use.roster()))
                : step;
    }

    private static Roster asTheyVoted(GrantTerms terms, Roster roster) {
        Map<Principal, Person> people = new HashMap<>();
        terms.given()
                .votes()
                .forEach(vote -> people.put(
                        vote.decision().reviewer().account(), new Person(vote.person(), Set.copyOf(Company.GROUPS))));
        return new Roster(people, Set.of(), roster.accounts());
    }
}
