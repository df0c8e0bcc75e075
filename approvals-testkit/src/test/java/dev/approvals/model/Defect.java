package dev.approvals.model;

import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Principal;
import dev.approvals.core.lifecycle.Facts;
import dev.approvals.core.lifecycle.Lifecycle;
import dev.approvals.core.lifecycle.Progress;
import dev.approvals.core.lifecycle.RequestState;
import dev.approvals.core.lifecycle.Roster;
import dev.approvals.core.lifecycle.Step;
import dev.approvals.core.lifecycle.Terms;
import dev.approvals.policy.Level;
import dev.approvals.review.Decision;
import dev.approvals.review.Delivery;
import dev.approvals.review.Person;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.Vote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Mistakes that a transition function could make, each around the real one, and the invariant that each breaks. */
enum Defect implements Story.Machine {
    ALIAS_COUNTS_AS_ANOTHER_PERSON(Invariants.ENOUGH_PEOPLE) {
        @Override
        public Progress<RequestState> apply(Terms terms, RequestState state, Step step, Instant now) {
            return Lifecycle.apply(terms, state, withRoster(step, Defect::everyAccountSomebody), now);
        }
    },
    SEATS_COUNTED_IN_PLACE_OF_PEOPLE(Invariants.ENOUGH_PEOPLE) {
        @Override
        public Progress<RequestState> apply(Terms terms, RequestState state, Step step, Instant now) {
            Progress<RequestState> progress = Lifecycle.apply(terms, state, step, now);
            return progress instanceof Progress.Moved<RequestState> moved
                            && step instanceof Step.Decide decide
                            && moved.next().status() == RequestStatus.PENDING
                            && everySeatHasSomebody(terms, moved.next(), decide.roster())
                    ? moved(approved(terms, moved.next(), now))
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
                            && moved.next().votes().size() > level(terms, state).people()
                    ? moved(withVotes(state, moved.next().votes()))
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
            return Lifecycle.apply(terms, again ? withVotes(state, List.of()) : state, step, now);
        }
    },
    LOST_UPDATE(Invariants.ONE_VOTE_EACH) {
        private RequestState read = RequestState.pending(0, "node-1", Story.START);

        /** Counts a vote on what it read one step ago, as a store without compare-and-set would let it. */
        @Override
        public Progress<RequestState> apply(Terms terms, RequestState state, Step step, Instant now) {
            RequestState before = step instanceof Step.Decide && sameRound(read, state) ? read : state;
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
                                    asTheyVoted(state, level(terms, state))),
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
                    ? moved(approved(terms, state, now))
                    : progress;
        }
    },
    VOTE_WITHOUT_DIGEST(Invariants.RIGHT_REQUEST) {
        @Override
        public Progress<RequestState> apply(Terms terms, RequestState state, Step step, Instant now) {
            return Lifecycle.apply(terms, state, corrected(step, terms.digest(), terms.requestId(), -1), now);
        }
    },
    VOTE_WITHOUT_ROUND(Invariants.RIGHT_REQUEST) {
        @Override
        public Progress<RequestState> apply(Terms terms, RequestState state, Step step, Instant now) {
            return Lifecycle.apply(terms, state, corrected(step, "", terms.requestId(), state.round()), now);
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
                    ? moved(approved(terms, state, now))
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
                    terms, state, withRoster(step, roster -> new Roster(roster.people(), Set.of(), Set.of())), now);
        }
    },
    ESCALATION_KEEPS_VOTES(Invariants.ESCALATION_TIGHTENS) {
        @Override
        public Progress<RequestState> apply(Terms terms, RequestState state, Step step, Instant now) {
            Progress<RequestState> progress = Lifecycle.apply(terms, state, step, now);
            return progress instanceof Progress.Moved<RequestState> moved
                            && moved.next().round() > state.round()
                    ? moved(withVotes(moved.next(), state.votes()))
                    : progress;
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

    private static Progress<RequestState> moved(RequestState next) {
        return new Progress.Moved<>(next, AuditEventType.APPROVAL_DECIDED, Facts.of(), "");
    }

    private static Level level(Terms terms, RequestState state) {
        return terms.plan().levels().get(state.level());
    }

    private static RequestState withVotes(RequestState state, List<Vote> votes) {
        return new RequestState(
                RequestStatus.PENDING,
                state.asking(),
                votes,
                state.deliveries(),
                state.holder(),
                Optional.empty(),
                Optional.empty());
    }

    private static RequestState approved(Terms terms, RequestState state, Instant now) {
        return new RequestState(
                RequestStatus.APPROVED,
                state.asking(),
                state.votes(),
                state.deliveries(),
                state.holder(),
                Optional.of(now.plus(terms.plan().useWithin().orElseThrow())),
                Optional.empty());
    }

    private static boolean sameRound(RequestState one, RequestState other) {
        return one.round() == other.round()
                && one.status() == RequestStatus.PENDING
                && other.status() == RequestStatus.PENDING;
    }

    private static boolean everySeatHasSomebody(Terms terms, RequestState state, Roster roster) {
        List<Person> voters = state.votes().stream()
                .map(vote -> roster.people().get(vote.decision().reviewer().account()))
                .filter(person -> person != null)
                .toList();
        return level(terms, state).seats().stream()
                .allMatch(seats -> voters.stream()
                                .filter(person -> seats.admits(person.groups()))
                                .count()
                        >= seats.people());
    }

    /** What changes who is who. */
    @FunctionalInterface
    private interface Mistake {
        Roster about(Roster roster);
    }

    private static Step withRoster(Step step, Mistake mistake) {
        if (step instanceof Step.Decide decide) {
            return new Step.Decide(decide.decision(), decide.channel(), mistake.about(decide.roster()));
        }
        if (step instanceof Step.Claim claim) {
            return new Step.Claim(claim.executionId(), claim.node(), claim.digest(), mistake.about(claim.roster()));
        }
        return step;
    }

    private static Roster everyAccountSomebody(Roster roster) {
        Map<Principal, Person> people = new HashMap<>();
        roster.people()
                .forEach((account, person) -> people.put(account, new Person(account.toString(), person.groups())));
        return new Roster(people, Set.of(), roster.accounts());
    }

    private static Roster asTheyVoted(RequestState state, Level level) {
        Set<String> groups = new HashSet<>();
        level.seats().forEach(seats -> groups.addAll(seats.groups()));
        Map<Principal, Person> people = new HashMap<>();
        for (Vote vote : new ArrayList<>(state.votes())) {
            people.put(vote.decision().reviewer().account(), new Person(vote.person(), groups));
        }
        return new Roster(people, Set.of(), Set.of());
    }

    /** A decision with what is not empty, or not negative, in place of what it says. */
    private static Step corrected(Step step, String digest, String request, int round) {
        if (!(step instanceof Step.Decide decide)) {
            return step;
        }
        Decision said = decide.decision();
        Decision heard = new Decision(
                request,
                round < 0 ? said.round() : round,
                digest.isEmpty() ? said.digest() : digest,
                said.kind(),
                said.reviewer(),
                said.comment());
        return new Step.Decide(heard, decide.channel(), decide.roster());
    }
}
