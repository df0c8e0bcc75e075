package dev.approvals.core.policy;

import com.google.common.collect.Ordering;
import com.google.common.collect.Sets;
import dev.approvals.policy.Level;
import dev.approvals.policy.ReviewPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How two plans become one. */
final class Plans {

    private Plans() {}

    /**
     * A plan at least as strict as both: whoever may approve by it at some level may approve by either plan at the same
     * level, or at that plan's last one where it has fewer. A plan without levels asks no more than the tool's own
     * reviewers, whom {@link PlanFloor} adds to every plan. A duration left out is no opinion; of two the shorter holds.
     */
    static ReviewPlan strictest(ReviewPlan one, ReviewPlan other) {
        return new ReviewPlan(
                levels(one.levels(), other.levels()),
                timing(one.timing(), other.timing()),
                demands(one.demands(), other.demands()),
                permits(one.permits(), other.permits()));
    }

    private static ReviewPlan.Timing timing(ReviewPlan.Timing one, ReviewPlan.Timing other) {
        return new ReviewPlan.Timing(
                shorter(one.decideWithin(), other.decideWithin()),
                shorter(one.useWithin(), other.useWithin()),
                shorter(one.escalateAfter(), other.escalateAfter()),
                shorter(one.remindEvery(), other.remindEvery()));
    }

    private static ReviewPlan.Demands demands(ReviewPlan.Demands one, ReviewPlan.Demands other) {
        return new ReviewPlan.Demands(
                Ordering.natural().max(one.assurance(), other.assurance()),
                one.otherPeople() || other.otherPeople(),
                one.comment() || other.comment(),
                Ordering.natural().max(one.dwell(), other.dwell()));
    }

    private static ReviewPlan.Permits permits(ReviewPlan.Permits one, ReviewPlan.Permits other) {
        return new ReviewPlan.Permits(
                one.unknownPerson() && other.unknownPerson(),
                one.askAgain() && other.askAgain(),
                one.widestGrant().flatMap(scope -> other.widestGrant().map(scope::and)),
                Sets.intersection(one.breakGlass(), other.breakGlass()),
                one.anyChannel() && other.anyChannel());
    }

    private static List<Level> levels(List<Level> one, List<Level> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        List<Level> both = new ArrayList<>();
        for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
            both.add(Levels.both(atMost(one, i), atMost(other, i)));
        }
        return both;
    }

    private static Level atMost(List<Level> levels, int i) {
        return levels.get(Math.min(i, levels.size() - 1));
    }

    private static Optional<Duration> shorter(Optional<Duration> one, Optional<Duration> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().compareTo(other.get()) <= 0 ? one : other;
    }
}
