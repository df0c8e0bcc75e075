package dev.approvals.testkit.life;

import dev.approvals.audit.AuditEventType;
import dev.approvals.core.lifecycle.Lifecycle;
import dev.approvals.core.lifecycle.Progress;
import dev.approvals.core.lifecycle.RequestState;
import dev.approvals.core.lifecycle.Roster;
import dev.approvals.core.lifecycle.Step;
import dev.approvals.core.lifecycle.Terms;
import dev.approvals.review.Decision;
import dev.approvals.review.Delivery;
import dev.approvals.review.RequestStatus;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Mistakes that a transition function could make, each around the real one, and the invariant that each breaks. */
enum Defect implements Story.Machine {
    ALIAS_COUNTS_AS_ANOTHER_PERSON(Invariants.ENOUGH_PEOPLE) {
        @Override
        public Progress<RequestState> apply(Terms terms, RequestState state, Step step, Instant now) {
            return Lifecycle.apply(terms, state, Mistakes.withRoster(step, Mistakes::everyAccountSomebody), now);
        }
    },
    SEATS_COUNTED_IN_PLACE_OF_PEOPLE(Invariants.ENOUGH_PEOPLE) {
        @Override
        public Progress<RequestState> apply(Terms terms, RequestState state, Step step, Instant now) {
            Progress<RequestState> progress = Lifecycle.apply(terms, state, step, now);
            return progress instanceof Progress.Moved<RequestState> moved
                            && step instanceof Step.Decide decide
                            && moved.next().status() == RequestStatus.PENDING
                            && Mistakes.everySeatHasSomebody(terms, moved.next(), decide.roster())
                    ? Mistakes.moved(Mistakes.approved(terms, moved.next(), now))
                    : progress;
        }
    },
    EXACTLY_THE_QUORUM(Invariants.ENOUGH_PEOPLE) {
        @Override
        public Progress<RequestState> apply(Terms terms, RequestState state, Step step, Instant now) {
            Progress<RequestState> progress = Lifecycle.apply(terms, state, step, now);
            return progress instanceof Progress.Moved<RequestState> moved
                            && step instanceof Step.Decide
                            && moved.next().status() == RequestStatus.APPROVED
                            && moved.next().votes().size()
                                    > Mistakes.level(terms, state).people()
                    ? Mistakes.moved(Mistakes.withVotes(state, moved.next().votes()))
                    : progress;
        }
    },
    CLAIM_IN_TWO_STEPS(Invariants.ONE_CLAIM) {
        private RequestState read = RequestState.pending(0, "node-1", Story.START);

        /** Reads, and writes without looking whether it is still so: the second of two nodes claims once more. */
        @Override
        public Progress<RequestState> apply(Terms terms, RequestState state, Step step, Instant now) {
            read = state.status() == RequestStatus.APPROVED ? state : read;
            boolean stale = step instanceof Step.Claim && state.status() == RequestStatus.CLAIMED;
            return Lifecycle.apply(terms, stale ? read : state, step, now);
        }
    },
    LIVE_ARGUMENTS(Invariants.ONE_DIGEST) {
        @Override
        public Progress<RequestState> apply(Terms terms, RequestState state, Step step, Instant now) {
            return step instanceof Step.Claim claim
                    ? Lifecycle.apply(
                            terms,
                            state,
                            new Step.Claim(claim.executionId(), claim.node(), terms.digest(), claim.roster()),
                            now)
                    : Lifecycle.apply(terms, state, step, now);
        }
    },
    LATE_VOTE(Invariants.IN_TIME) {
        @Override
        public Progress<RequestState> apply(Terms terms, RequestState state, Step step, Instant now) {
            boolean late = step instanceof Step.Decide && !now.isBefore(terms.decideBy());
            return Lifecycle.apply(terms, state, step, late ? terms.decideBy().minusNanos(1) : now);
        }
    },
    STALE_APPROVAL(Invariants.IN_TIME) {
        @Override
        public Progress<RequestState> apply(Terms terms, RequestState state, Step step, Instant now) {
            return Lifecycle.apply(terms, state, step, step instanceof Step.Claim ? Instant.MIN : now);
        }
    },
    END_NOT_ABSORBING(Invariants.ENDS_ABSORB, Invariants.ONE_END) {
        @Override
        public Progress<RequestState> apply(Terms terms, RequestState state, Step step, Instant now) {
            boolean again = state.ended() && step instanceof Step.Decide;
            return Lifecycle.apply(terms, again ? Mistakes.withVotes(state, List.of()) : state, step, now);
        }
    },
    LOST_UPDATE(Invariants.ONE_VOTE_EACH) {
        private RequestState read = RequestState.pending(0, "node-1", Story.START);

        /** Counts a vote on what it read one step ago, as a store without compare-and-set would let it. */
        @Override
        public Progress<RequestState> apply(Terms terms, RequestState state, Step step, Instant now) {
            RequestState before = step instanceof Step.Decide && Mistakes.sameRound(read, state) ? read : state;
            read = state;
            return Lifecycle.apply(terms, before, step, now);
        }
    },
    NO_MEMBER_CHECK_AT_THE_CLAIM(Invariants.ENOUGH_PEOPLE) {
        @Override
        public Progress<RequestState> apply(Terms terms, RequestState state, Step step, Instant now) {
            return step instanceof Step.Claim claim
                    ? Lifecycle.apply(
                            terms,
                            state,
                            new Step.Claim(
                                    claim.executionId(),
                                    claim.node(),
                                    claim.digest(),
                                    Mistakes.asTheyVoted(state, Mistakes.level(terms, state))),
                            now)
                    : Lifecycle.apply(terms, state, step, now);
        }
    },
    ARMED_AGAIN_AFTER_A_CRASH(Invariants.ONE_CLAIM) {
        @Override
        public Progress<RequestState> apply(Terms terms, RequestState state, Step step, Instant now) {
            Progress<RequestState> progress = Lifecycle.apply(terms, state, step, now);
            return progress instanceof Progress.Moved<RequestState> moved
                            && moved.type().equals(AuditEventType.ACTION_OUTCOME_UNKNOWN)
                    ? Mistakes.moved(Mistakes.approved(terms, state, now))
                    : progress;
        }
    },
    VOTE_WITHOUT_DIGEST(Invariants.RIGHT_REQUEST) {
        @Override
        public Progress<RequestState> apply(Terms terms, RequestState state, Step step, Instant now) {
            return Lifecycle.apply(terms, state, Mistakes.corrected(step, terms.digest(), terms.requestId(), -1), now);
        }
    },
    VOTE_WITHOUT_ROUND(Invariants.RIGHT_REQUEST) {
        @Override
        public Progress<RequestState> apply(Terms terms, RequestState state, Step step, Instant now) {
            return Lifecycle.apply(terms, state, Mistakes.corrected(step, "", terms.requestId(), state.round()), now);
        }
    },
    REVOKE_IGNORED(Invariants.ENDS_ABSORB) {
        @Override
        public Progress<RequestState> apply(Terms terms, RequestState state, Step step, Instant now) {
            Progress<RequestState> progress = Lifecycle.apply(terms, state, step, now);
            return step instanceof Step.Withdraw && progress instanceof Progress.Moved
                    ? new Progress.Same<>("Thank you.")
                    : progress;
        }
    },
    APPROVING_AGAIN_EXTENDS(Invariants.IN_TIME) {
        @Override
        public Progress<RequestState> apply(Terms terms, RequestState state, Step step, Instant now) {
            Progress<RequestState> progress = Lifecycle.apply(terms, state, step, now);
            return progress instanceof Progress.Same
                            && step instanceof Step.Decide
                            && state.status() == RequestStatus.APPROVED
                    ? Mistakes.moved(Mistakes.approved(terms, state, now))
                    : progress;
        }
    },
    PARTIAL_VIEW_IS_ENOUGH(Invariants.WHOLE_VIEW) {
        @Override
        public Progress<RequestState> apply(Terms terms, RequestState state, Step step, Instant now) {
            return step instanceof Step.Deliver shown
                    ? Lifecycle.apply(
                            terms, state, new Step.Deliver(shown.channel(), shown.round(), Delivery.whole("")), now)
                    : Lifecycle.apply(terms, state, step, now);
        }
    },
    REQUESTER_MAY_VOTE(Invariants.ONLY_THE_ENTITLED) {
        @Override
        public Progress<RequestState> apply(Terms terms, RequestState state, Step step, Instant now) {
            return Lifecycle.apply(
                    terms,
                    state,
                    Mistakes.withRoster(step, roster -> new Roster(roster.people(), Set.of(), Set.of())),
                    now);
        }
    },
    ESCALATION_KEEPS_VOTES(Invariants.ESCALATION_TIGHTENS) {
        @Override
        public Progress<RequestState> apply(Terms terms, RequestState state, Step step, Instant now) {
            Progress<RequestState> progress = Lifecycle.apply(terms, state, step, now);
            return progress instanceof Progress.Moved<RequestState> moved
                            && moved.next().round() > state.round()
                    ? Mistakes.moved(Mistakes.withVotes(moved.next(), state.votes()))
                    : progress;
        }
    },
    ANYBODY_BREAKS_THE_GLASS(Invariants.ONLY_THE_ENTITLED) {
        @Override
        public Progress<RequestState> apply(Terms terms, RequestState state, Step step, Instant now) {
            boolean breaks =
                    step instanceof Step.Decide decide && decide.decision().kind() == Decision.Kind.BREAK_GLASS;
            Step heard = breaks ? Mistakes.withRoster(step, Mistakes::everybodyEverywhere) : step;
            return Lifecycle.apply(terms, state, heard, now);
        }
    },
    GLASS_BROKEN_ON_CREDIT(Invariants.ONLY_THE_ENTITLED) {
        @Override
        public Progress<RequestState> apply(Terms terms, RequestState state, Step step, Instant now) {
            return Lifecycle.apply(
                    terms,
                    state,
                    step instanceof Step.Decide decide
                            ? new Step.Decide(decide.decision(), decide.channel(), decide.roster(), 9)
                            : step,
                    now);
        }
    },
    SCOPE_UNCHECKED(Invariants.COVERS_WHAT_IS_PERMITTED) {
        @Override
        public Progress<RequestState> apply(Terms terms, RequestState state, Step step, Instant now) {
            return Lifecycle.apply(step instanceof Step.Decide ? Mistakes.loose(terms) : terms, state, step, now);
        }
    },
    LOWER_VOTERS_FORGOTTEN(Invariants.ONLY_THE_ENTITLED) {
        @Override
        public Progress<RequestState> apply(Terms terms, RequestState state, Step step, Instant now) {
            return Lifecycle.apply(
                    terms, Mistakes.withAsking(state, state.asking().reminders(), Set.of()), step, now);
        }
    },
    REMINDS_WITHOUT_END(Invariants.FEW_REMINDERS) {
        @Override
        public Progress<RequestState> apply(Terms terms, RequestState state, Step step, Instant now) {
            int reminders = state.asking().reminders();
            boolean enough = step instanceof Step.Tick && state.status() == RequestStatus.PENDING && reminders >= 3;
            return enough
                    ? Mistakes.moved(Mistakes.withAsking(
                            state, reminders + 1, state.asking().earlier()))
                    : Lifecycle.apply(terms, state, step, now);
        }
    },
    ANY_TOOL_BEGUN_AGAIN(Invariants.ONE_CLAIM) {
        @Override
        public Progress<RequestState> apply(Terms terms, RequestState state, Step step, Instant now) {
            return Lifecycle.apply(step instanceof Step.Reclaim ? Mistakes.loose(terms) : terms, state, step, now);
        }
    },
    EPOCH_IGNORED(Invariants.NOTHING_OUTLIVES_A_LOSS) {
        @Override
        public Progress<RequestState> apply(Terms terms, RequestState state, Step step, Instant now) {
            return step instanceof Step.OtherEpoch && !state.ended()
                    ? new Progress.Same<>("What is an epoch?")
                    : Lifecycle.apply(terms, state, step, now);
        }
    },
    LOST_NODE_IGNORED(Invariants.NOTHING_OUTLIVES_A_LOSS) {
        @Override
        public Progress<RequestState> apply(Terms terms, RequestState state, Step step, Instant now) {
            return step instanceof Step.NodeLost && !state.ended()
                    ? new Progress.Same<>("It will come back.")
                    : Lifecycle.apply(terms, state, step, now);
        }
    },
    HANDED_BACK_AGAIN(Invariants.HANDED_BACK_ONCE) {
        @Override
        public Progress<RequestState> apply(Terms terms, RequestState state, Step step, Instant now) {
            return Lifecycle.apply(
                    terms, step instanceof Step.HandBack ? Mistakes.neverHanded(state) : state, step, now);
        }
    };

    private final List<Invariants> broken;

    Defect(Invariants... broken) {
        this.broken = List.of(broken);
    }

    /** {@return the invariants that this defect breaks} */
    List<Invariants> broken() {
        return broken;
    }
}
