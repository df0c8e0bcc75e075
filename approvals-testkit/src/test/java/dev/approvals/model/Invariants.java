package dev.approvals.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEventType;
import dev.approvals.core.lifecycle.Lifecycle;
import dev.approvals.core.lifecycle.Progress;
import dev.approvals.core.lifecycle.RequestState;
import dev.approvals.core.lifecycle.Step;
import dev.approvals.core.lifecycle.Terms;
import dev.approvals.policy.Level;
import dev.approvals.review.Decision;
import dev.approvals.review.Person;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.Reviewer;
import dev.approvals.review.Vote;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The invariants of the specification that a history of one request can break, each under its number. */
enum Invariants {
    /** A run needs the request's own claim, and there is one claim at most. */
    ONE_CLAIM(1) {
        @Override
        void check(List<Story.Moment> history) {
            assertThat(history).filteredOn(m -> m.became(RequestStatus.CLAIMED)).hasSizeLessThan(2);
            history.stream().filter(Invariants::starts).forEach(m -> {
                assertThat(m.step()).isInstanceOf(Step.Claim.class);
                assertThat(m.before().status()).isEqualTo(RequestStatus.APPROVED);
                assertThat(m.after().holder().fence()).isEqualTo(1);
            });
            assertThat(history).filteredOn(Invariants::starts).hasSizeLessThan(2);
        }
    },
    /** What runs is what was voted for. */
    ONE_DIGEST(2) {
        @Override
        void check(List<Story.Moment> history) {
            history.forEach(m -> assertThat(m.after().votes())
                    .allMatch(vote -> vote.decision().digest().equals(m.terms().digest())));
            history.stream()
                    .filter(Invariants::starts)
                    .forEach(m -> assertThat(((Step.Claim) m.step()).digest())
                            .isEqualTo(m.terms().digest()));
        }
    },
    /** Enough different people who may decide and are not behind the call: at the vote, and again at the claim. */
    ENOUGH_PEOPLE(3) {
        @Override
        void check(List<Story.Moment> history) {
            for (Story.Moment m : history) {
                if (m.became(RequestStatus.APPROVED) || starts(m)) {
                    assertThat(enough(m)).as("enough people for %s", m.step()).isTrue();
                } else if (m.after().status() == RequestStatus.PENDING && counts(m)) {
                    assertThat(enough(m)).as("too few people for %s", m.step()).isFalse();
                }
            }
        }
    },
    /** What is over stays as it is, and nothing runs after a denial or a withdrawal. */
    ENDS_ABSORB(4) {
        @Override
        void check(List<Story.Moment> history) {
            for (Story.Moment m : history) {
                if (m.before().ended()) {
                    assertThat(m.after().status()).isEqualTo(RequestStatus.ENDED);
                    assertThat(m.after().ending()).isEqualTo(m.before().ending());
                    assertThat(m.after().votes()).isEqualTo(m.before().votes());
                }
                if (m.step() instanceof Step.Withdraw && m.before().status() == RequestStatus.APPROVED) {
                    assertThat(m.after().ended() || m.progress() instanceof Progress.Rejected)
                            .isTrue();
                }
            }
        }
    },
    /** No vote counts at the deadline or later, no claim at the end of the approval or later; nothing extends either. */
    IN_TIME(5) {
        @Override
        void check(List<Story.Moment> history) {
            for (Story.Moment m : history) {
                if (counts(m)) {
                    assertThat(m.now()).isBefore(m.terms().decideBy());
                }
                if (starts(m)) {
                    assertThat(m.now()).isBefore(m.before().useBy().orElseThrow());
                }
                if (m.before().useBy().isPresent()) {
                    assertThat(m.after().useBy()).isEqualTo(m.before().useBy());
                }
            }
        }
    },
    /** Nobody moves a request whom the directory does not know for somebody who may decide on it. */
    ONLY_THE_ENTITLED(7) {
        @Override
        void check(List<Story.Moment> history) {
            for (Story.Moment m : history) {
                actor(m.step())
                        .filter(any -> m.progress() instanceof Progress.Moved)
                        .ifPresent(reviewer -> {
                            Person person =
                                    m.company().voter(reviewer.account()).orElseThrow(AssertionError::new);
                            assertThat(m.company().isBehind(m.terms().requester(), reviewer.account()))
                                    .isFalse();
                            assertThat(reviewer.assurance())
                                    .isGreaterThanOrEqualTo(m.terms().plan().assurance());
                            assertThat(level(m, m.before()).seats()).anyMatch(seats -> seats.admits(person.groups()));
                        });
            }
        }
    },
    /** A person votes once in a round; only an approval becomes a denial, and only while the request is pending. */
    ONE_VOTE_EACH(8) {
        @Override
        void check(List<Story.Moment> history) {
            for (Story.Moment m : history) {
                assertThat(m.after().votes()).extracting(Vote::person).doesNotHaveDuplicates();
                for (Vote before : m.before().votes()) {
                    boolean kept = m.after().votes().contains(before);
                    boolean newRound = m.after().round() != m.before().round();
                    boolean retracted = m.after().votes().stream()
                            .anyMatch(v -> v.person().equals(before.person())
                                    && v.decision().kind() == Decision.Kind.DENY
                                    && before.decision().kind() == Decision.Kind.APPROVE);
                    assertThat(kept || newRound || retracted && m.before().status() == RequestStatus.PENDING)
                            .as("vote %s at %s", before, m.step())
                            .isTrue();
                }
            }
        }
    },
    /** An escalation asks the next level, anew, and of no fewer people; nothing else changes level or round. */
    ESCALATION_TIGHTENS(9) {
        @Override
        void check(List<Story.Moment> history) {
            for (Story.Moment m : history) {
                RequestState before = m.before();
                RequestState after = m.after();
                assertThat(after.level() - before.level())
                        .isEqualTo(after.round() - before.round())
                        .isBetween(0, 1);
                if (after.round() > before.round()) {
                    assertThat(after.votes()).isEmpty();
                    assertThat(after.deliveries()).isEmpty();
                    assertThat(level(m, after).people())
                            .isGreaterThanOrEqualTo(level(m, before).people());
                }
            }
        }
    },
    /** Whatever happened, time alone ends a request that was not started. */
    TIME_ENDS_IT(10) {
        @Override
        void check(List<Story.Moment> history) {
            for (Story.Moment m : history) {
                RequestState state = m.after();
                for (int ticks = 0; state.status() == RequestStatus.PENDING; ticks++) {
                    assertThat(ticks).as("ticks of %s", m.after()).isLessThan(MOST_TICKS);
                    state = ticked(m.terms(), state, state.dueAt(m.terms()).orElseThrow());
                }
                if (state.status() == RequestStatus.APPROVED) {
                    assertThat(ticked(m.terms(), state, state.useBy().orElseThrow())
                                    .ended())
                            .isTrue();
                }
            }
        }
    },
    /** A call ends once, with one event. */
    ONE_END(11) {
        @Override
        void check(List<Story.Moment> history) {
            assertThat(history).filteredOn(m -> m.became(RequestStatus.ENDED)).hasSizeLessThan(2);
            history.forEach(m -> assertThat(m.after().ending().isPresent())
                    .isEqualTo(m.after().ended()));
        }
    },
    /** A decision about another request, round or call changes nothing, and whoever made it is told so. */
    RIGHT_REQUEST(12) {
        @Override
        void check(List<Story.Moment> history) {
            for (Story.Moment m : history) {
                if (m.step() instanceof Step.Decide decide && isAboutAnother(decide.decision(), m)) {
                    assertThat(m.after()).isEqualTo(m.before());
                    assertThat(m.progress() instanceof Progress.Rejected || isEscalatedAlready(decide.decision(), m))
                            .as("answer %s to %s", m.progress(), m.step())
                            .isTrue();
                }
            }
        }
    },
    /** An approval through a channel counts where that channel showed this round, and the whole of it. */
    WHOLE_VIEW(2) {
        @Override
        void check(List<Story.Moment> history) {
            for (Story.Moment m : history) {
                if (counts(m)
                        && m.step() instanceof Step.Decide decide
                        && decide.channel().isPresent()) {
                    boolean approves = decide.decision().kind() == Decision.Kind.APPROVE;
                    boolean whole = shownWhole(
                            history.subList(0, history.indexOf(m)),
                            m,
                            decide.channel().get());
                    assertThat(!approves || whole)
                            .as("whole view for %s", m.step())
                            .isTrue();
                }
            }
        }
    };

    /** At each of three levels three reminders and one escalation, or the deadline. */
    private static final int MOST_TICKS = 13;

    private final int number;

    Invariants(int number) {
        this.number = number;
    }

    abstract void check(List<Story.Moment> history);

    /** Time alone, at a moment at which it should do something. */
    private static RequestState ticked(Terms terms, RequestState state, Instant now) {
        Progress<RequestState> progress = Lifecycle.apply(terms, state, new Step.Tick(), now);
        assertThat(progress).as("a tick at %s of %s", now, state).isInstanceOf(Progress.Moved.class);
        return ((Progress.Moved<RequestState>) progress).next();
    }

    private static boolean starts(Story.Moment m) {
        return m.progress() instanceof Progress.Moved<RequestState> moved
                && moved.type().equals(AuditEventType.ACTION_STARTED);
    }

    private static boolean counts(Story.Moment m) {
        return m.step() instanceof Step.Decide && m.progress() instanceof Progress.Moved;
    }

    private static Level level(Story.Moment m, RequestState state) {
        return m.terms().plan().levels().get(state.level());
    }

    private static boolean enough(Story.Moment m) {
        List<Person> approvers = m.after().votes().stream()
                .filter(vote -> vote.decision().kind() == Decision.Kind.APPROVE)
                .filter(vote -> !m.company()
                        .isBehind(
                                m.terms().requester(),
                                vote.decision().reviewer().account()))
                .flatMap(vote -> m.company().voter(vote.decision().reviewer().account()).stream()
                        .filter(person -> person.id().equals(vote.person())))
                .toList();
        return ReferenceModel.canFill(level(m, m.after()), approvers);
    }

    private static Optional<Reviewer> actor(Step step) {
        if (step instanceof Step.Decide decide) {
            return Optional.of(decide.decision().reviewer());
        }
        return step instanceof Step.Withdraw withdraw ? Optional.of(withdraw.reviewer()) : Optional.empty();
    }

    /** Whether a decision is about something else than what this request was about while it could be decided. */
    private static boolean isAboutAnother(Decision decision, Story.Moment m) {
        return !decision.requestId().equals(m.terms().requestId())
                || !decision.digest().equals(m.terms().digest())
                || decision.round() != m.before().round();
    }

    /** Whether a decision wants an escalation of this request that has been made: that is no mistake. */
    private static boolean isEscalatedAlready(Decision decision, Story.Moment m) {
        return decision.kind() == Decision.Kind.ESCALATE
                && decision.requestId().equals(m.terms().requestId())
                && decision.digest().equals(m.terms().digest())
                && decision.round() < m.before().round();
    }

    private static boolean shownWhole(List<Story.Moment> earlier, Story.Moment m, String channel) {
        boolean whole = false;
        for (Story.Moment each : earlier) {
            if (each.step() instanceof Step.Deliver shown
                    && shown.channel().equals(channel)
                    && shown.round() == m.before().round()
                    && each.before().round() == shown.round()
                    && each.before().status() == RequestStatus.PENDING) {
                whole = shown.delivery().whole();
            }
        }
        return whole;
    }

    @Override
    public String toString() {
        return number + " " + name();
    }
}
