package dev.approvals.core;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.approvals.policy.Level;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Scope;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What no gate could work with is refused where it is said, not at the first call. */
class ApprovalsBuilderTest {

    private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

    private static void assertRefused(ThrowingCallable mistake, String... saying) {
        assertThatIllegalArgumentException().isThrownBy(mistake).withMessageContainingAll(saying);
    }

    @Test
    void whatIsLongerThanAnyClockCanTellIsRefused() {
        ApprovalsBuilder builder = Approvals.builder();
        assertRefused(() -> builder.decideWithin(FOREVER), "decideWithin must be at most 36525 days; got PT");
        assertRefused(() -> builder.useWithin(FOREVER), "useWithin must be at most 36525 days");
        assertRefused(() -> builder.waitAtMost(FOREVER), "waitAtMost must be at most 36525 days");
        assertRefused(() -> builder.keepEnded(FOREVER), "keepEnded must be at most 36525 days");
        assertRefused(() -> builder.leasedFor(FOREVER), "leasedFor must be at most 36525 days");
        assertRefused(
                () -> builder.lockAfter(1, Duration.ofMinutes(1), FOREVER), "lockedFor must be at most 36525 days");
        builder.decideWithin(Duration.ofDays(36_525));
    }

    @Test
    void plansAndGrantsOfThatLengthAreRefusedToo() {
        ReviewPlan plan = ReviewPlan.of(1, "dba");
        for (ThrowingCallable mistake : List.<ThrowingCallable>of(
                () -> plan.decideWithin(FOREVER),
                () -> plan.useWithin(FOREVER),
                () -> plan.escalateAfter(FOREVER),
                () -> plan.remindEvery(FOREVER),
                () -> plan.dwell(FOREVER),
                () -> Scope.lasting(FOREVER),
                () -> Scope.EQUAL.idle(FOREVER))) {
            assertRefused(mistake, "must be at most 36525 days; got PT");
        }
    }

    @Test
    void aGroupOrARealmWithoutANameIsRefused() {
        assertRefused(() -> Level.of(1, " "), "A group of reviewers needs a name", "name no group at all");
        assertRefused(() -> Approvals.builder().escalateTo(1, ""), "A group of reviewers needs a name");
        assertRefused(() -> Approvals.builder().realm(""), "A realm needs a name; got \"\"");
    }
}
