package dev.approvals.testkit.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.core.lifecycle.GrantState;
import dev.approvals.core.lifecycle.GrantStep;
import dev.approvals.core.lifecycle.Grants;
import dev.approvals.core.lifecycle.Progress;
import java.time.Instant;
import java.util.List;

/** The invariants of the specification that a history of one grant can break, each under its number. */
enum GrantInvariants {
    /** A grant of n uses covers n calls, the one that was shown among them. */
    NO_MORE_USES_THAN_GIVEN(1) {
        @Override
        void check(List<GrantStory.Moment> history) {
            history.stream()
                    .findFirst()
                    .ifPresent(first -> assertThat(history)
                            .filteredOn(GrantStory.Moment::uses)
                            .hasSizeLessThan(first.terms().scope().uses()));
        }
    },
    /** Each use is covered by enough people who could give the grant now, at the level where they did. */
    ENOUGH_PEOPLE(3) {
        @Override
        void check(List<GrantStory.Moment> history) {
            assertThat(history).filteredOn(GrantStory.Moment::uses).allMatch(GrantModel::enough);
        }
    },
    /** What is over covers nothing more and stays as it is. */
    ENDS_ABSORB(4) {
        @Override
        void check(List<GrantStory.Moment> history) {
            boolean revoked = false;
            for (GrantStory.Moment m : history) {
                if (m.before().ended()) {
                    assertThat(m.after()).isEqualTo(m.before());
                }
                assertThat(m.uses() && revoked).as("a use after it was revoked").isFalse();
                revoked |= m.step() instanceof GrantStep.Revoke && !(m.progress() instanceof Progress.Rejected);
            }
        }
    },
    /** No use at the grant's end or later, nor after it rested too long; nothing extends its end. */
    IN_TIME(5) {
        @Override
        void check(List<GrantStory.Moment> history) {
            Instant used = Story.START;
            for (GrantStory.Moment m : history) {
                if (m.uses()) {
                    assertThat(m.now()).isBefore(m.terms().until());
                    assertThat(m.now()).isBefore(used.plus(m.terms().scope().idle()));
                    used = m.now();
                }
                m.after()
                        .dueAt(m.terms())
                        .ifPresent(due ->
                                assertThat(due).isBeforeOrEqualTo(m.terms().until()));
            }
        }
    },
    /** Nobody ends a grant who could not have given it. */
    ONLY_THE_ENTITLED(7) {
        @Override
        void check(List<GrantStory.Moment> history) {
            for (GrantStory.Moment m : history) {
                if (m.step() instanceof GrantStep.Revoke revoke && m.counts()) {
                    assertThat(GrantModel.mayRevoke(m, revoke.reviewer())).isTrue();
                }
            }
        }
    },
    /** Rules that became stricter hold for the next use. */
    RULES_TIGHTEN(9) {
        @Override
        void check(List<GrantStory.Moment> history) {
            for (GrantStory.Moment m : history) {
                if (m.uses() && m.step() instanceof GrantStep.Use use) {
                    assertThat(GrantModel.permits(m, use.plan())).isTrue();
                }
            }
        }
    },
    /** Whatever happened, time alone ends a grant. */
    TIME_ENDS_IT(10) {
        @Override
        void check(List<GrantStory.Moment> history) {
            for (GrantStory.Moment m : history) {
                m.after().dueAt(m.terms()).ifPresent(due -> {
                    Progress<GrantState> ticked = Grants.apply(m.terms(), m.after(), new GrantStep.Tick(), due);
                    assertThat(ticked).isInstanceOf(Progress.Moved.class);
                    assertThat(((Progress.Moved<GrantState>) ticked).next().ended())
                            .isTrue();
                });
                assertThat(m.after().dueAt(m.terms()).isEmpty())
                        .isEqualTo(m.after().ended());
            }
        }
    },
    /** A call of another requester is not covered. */
    SAME_REQUESTER(12) {
        @Override
        void check(List<GrantStory.Moment> history) {
            for (GrantStory.Moment m : history) {
                if (m.uses() && m.step() instanceof GrantStep.Use use) {
                    assertThat(use.roster().accounts())
                            .isEqualTo(m.terms().requester().accounts());
                }
            }
        }
    };

    private final int number;

    GrantInvariants(int number) {
        this.number = number;
    }

    abstract void check(List<GrantStory.Moment> history);

    @Override
    public String toString() {
        return number + " " + name();
    }
}
