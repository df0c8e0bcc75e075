package dev.approvals.testkit.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.core.lifecycle.Ending;
import dev.approvals.core.lifecycle.Progress;
import dev.approvals.core.lifecycle.RequestState;
import dev.approvals.core.lifecycle.Step;
import dev.approvals.review.Decision;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.Vote;
import java.util.List;

/** The invariants of the specification that a history of one request can break, each under its number. */
enum Invariants {
    /** A run needs the request's own claim, and there is one claim at most. */
    ONE_CLAIM(1) {
        @Override
        void check(List<Story.Moment> history) {
            assertThat(history).filteredOn(m -> m.became(RequestStatus.CLAIMED)).hasSizeLessThan(2);
            for (Story.Moment m : history) {
                if (Moments.starts(m)) {
                    assertThat(m.before().status()).isEqualTo(RequestStatus.APPROVED);
                    assertThat(m.after().holder().fence()).isEqualTo(1);
                } else if (Moments.startsAgain(m)) {
                    assertThat(m.terms().tool().idempotent()).isTrue();
                    assertThat(m.before().status()).isEqualTo(RequestStatus.CLAIMED);
                    assertThat(m.after().holder().executionId())
                            .isEqualTo(m.before().holder().executionId());
                    assertThat(m.after().holder().fence())
                            .isEqualTo(m.before().holder().fence() + 1);
                } else {
                    assertThat(Moments.runs(m))
                            .as("the tool runs by %s", m.step())
                            .isFalse();
                }
            }
            assertThat(history).filteredOn(Moments::starts).hasSizeLessThan(2);
        }
    },
    /** What runs is what was voted for. */
    ONE_DIGEST(2) {
        @Override
        void check(List<Story.Moment> history) {
            history.forEach(m -> assertThat(m.after().votes())
                    .allMatch(vote -> vote.decision().digest().equals(m.terms().digest())));
            history.stream()
                    .filter(Moments::runs)
                    .forEach(m -> assertThat(Moments.digest(m.step()))
                            .isEqualTo(m.terms().digest()));
        }
    },
    /** Enough different people who may decide and are not behind the call: at the vote, and again at the claim. */
    ENOUGH_PEOPLE(3) {
        @Override
        void check(List<Story.Moment> history) {
            for (Story.Moment m : history) {
                if (m.became(RequestStatus.APPROVED) || Moments.runs(m)) {
                    assertThat(Moments.enough(m) || Moments.brokenGlassStands(m))
                            .as("enough people for %s", m.step())
                            .isTrue();
                } else if (m.after().status() == RequestStatus.PENDING && Moments.counts(m)) {
                    assertThat(Moments.enough(m))
                            .as("too few people for %s", m.step())
                            .isFalse();
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
                    assertThat(m.after().ending().map(Ending::word))
                            .isEqualTo(m.before().ending().map(Ending::word));
                    assertThat(m.after().ending().equals(m.before().ending()) || m.step() instanceof Step.CloseNote)
                            .isTrue();
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
                if (Moments.counts(m)) {
                    assertThat(m.now()).isBefore(m.terms().decideBy());
                }
                if (Moments.starts(m)) {
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
                Moments.actor(m.step())
                        .filter(any -> m.progress() instanceof Progress.Moved && !Moments.repents(m))
                        .ifPresent(reviewer -> Moments.assertEntitled(m, reviewer));
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
                                    && v.decision().kind() != Decision.Kind.APPROVE
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
                    assertThat(Moments.level(m, after).people())
                            .isGreaterThanOrEqualTo(Moments.level(m, before).people());
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
                    assertThat(ticks).as("ticks of %s", m.after()).isLessThan(Moments.MOST_TICKS);
                    state = Moments.ticked(
                            m.terms(), state, state.dueAt(m.terms()).orElseThrow());
                }
                if (state.status() == RequestStatus.APPROVED) {
                    assertThat(Moments.ticked(m.terms(), state, state.useBy().orElseThrow())
                                    .ended())
                            .isTrue();
                }
            }
        }
    },
    /** A call ends once, with one event, at the store's time of that step. */
    ONE_END(11) {
        @Override
        void check(List<Story.Moment> history) {
            assertThat(history).filteredOn(m -> m.became(RequestStatus.ENDED)).hasSizeLessThan(2);
            history.forEach(m -> assertThat(m.after().ending().isPresent())
                    .isEqualTo(m.after().ended()));
            assertThat(history)
                    .filteredOn(m -> m.became(RequestStatus.ENDED))
                    .allSatisfy(m ->
                            assertThat(m.after().ending().flatMap(Ending::at)).contains(m.now()));
        }
    },
    /** A decision about another request, round or call changes nothing, and whoever made it is told so. */
    RIGHT_REQUEST(12) {
        @Override
        void check(List<Story.Moment> history) {
            for (Story.Moment m : history) {
                if (m.step() instanceof Step.Decide decide && Moments.isAboutAnother(decide.decision(), m)) {
                    assertThat(m.after()).isEqualTo(m.before());
                    assertThat(m.progress() instanceof Progress.Rejected
                                    || Moments.isEscalatedAlready(decide.decision(), m))
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
                if (Moments.counts(m)
                        && m.step() instanceof Step.Decide decide
                        && decide.channel().isPresent()) {
                    boolean approves = decide.decision().kind() == Decision.Kind.APPROVE
                            || decide.decision().kind() == Decision.Kind.BREAK_GLASS;
                    boolean whole = Moments.shownWhole(
                            history.subList(0, history.indexOf(m)),
                            m,
                            decide.channel().get());
                    assertThat(!approves || whole)
                            .as("whole view for %s", m.step())
                            .isTrue();
                }
            }
        }
    },
    /** An approval covers no more than the plan permits and the tool has, and what one person broke covers one call. */
    COVERS_WHAT_IS_PERMITTED(9) {
        @Override
        void check(List<Story.Moment> history) {
            for (Story.Moment m : history) {
                m.after()
                        .votes()
                        .forEach(vote -> vote.decision()
                                .scope()
                                .ifPresent(scope -> assertThat(Electorate.mayCover(m.terms(), scope))
                                        .isTrue()));
                m.after()
                        .scope()
                        .ifPresent(scope -> assertThat(m.after().votes())
                                .allMatch(vote ->
                                        scope.within(vote.decision().scope().orElseThrow())));
            }
        }
    },
    /** Reminders have a cap at each level, and only time reminds. */
    FEW_REMINDERS(10) {
        @Override
        void check(List<Story.Moment> history) {
            for (Story.Moment m : history) {
                int more = m.after().asking().reminders() - m.before().asking().reminders();
                boolean newLevel = m.after().level() > m.before().level();
                assertThat(m.after().asking().reminders()).isBetween(0, 3);
                assertThat(more == 0 || newLevel || more > 0 && m.step() instanceof Step.Tick)
                        .isTrue();
            }
        }
    },
    /** What was open in another life of the store is over, and what a lost node held is, unless it goes on by itself. */
    NOTHING_OUTLIVES_A_LOSS(1) {
        @Override
        void check(List<Story.Moment> history) {
            for (Story.Moment m : history) {
                if (m.step() instanceof Step.OtherEpoch other
                        && other.now() != m.terms().epoch()) {
                    assertThat(m.after().ended()).isTrue();
                }
                if (m.step() instanceof Step.NodeLost lost
                        && lost.node().equals(m.before().holder().node())) {
                    boolean goesOn =
                            m.before().holder().detached() && m.before().status() != RequestStatus.CLAIMED;
                    assertThat(m.after().ended() || goesOn).isTrue();
                }
            }
        }
    },
    /** The host hears once of a call whose caller was handed the id, and of no other. */
    HANDED_BACK_ONCE(11) {
        @Override
        void check(List<Story.Moment> history) {
            List<Story.Moment> handed = history.stream()
                    .filter(m -> m.step() instanceof Step.HandBack && m.progress() instanceof Progress.Moved)
                    .toList();
            assertThat(handed).hasSizeLessThan(2);
            assertThat(handed)
                    .allMatch(m -> m.before().ended() && m.before().holder().detached());
        }
    };

    private final int number;

    Invariants(int number) {
        this.number = number;
    }

    abstract void check(List<Story.Moment> history);

    @Override
    public String toString() {
        return number + " " + name();
    }
}
