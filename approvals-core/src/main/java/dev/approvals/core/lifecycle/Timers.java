package dev.approvals.core.lifecycle;

import dev.approvals.audit.AuditEventType;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.Level;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.review.RequestStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What time alone does to a request, and when. */
final class Timers {

    /** Whoever has not looked after that many reminders at a level will not for one more. */
    static final int MOST_REMINDERS = 3;

    private Timers() {}

    static Optional<Instant> dueAt(Terms terms, RequestState state) {
        boolean detached = state.holder().detached();
        return switch (state.status()) {
            case PENDING ->
                Stream.of(Optional.of(terms.decideBy()), escalatesAt(terms, state), remindsAt(terms, state))
                        .flatMap(Optional::stream)
                        .min(Instant::compareTo);
            case APPROVED -> detached ? approvedAt(terms, state) : state.useBy();
            case CLAIMED -> Optional.empty();
            case ENDED ->
                detached && !state.holder().handed()
                        ? Optional.of(state.asking().since())
                        : Optional.empty();
        };
    }

    static Progress<RequestState> tick(Terms terms, RequestState state, Instant now) {
        if (state.status() == RequestStatus.APPROVED && lapsed(state, now)) {
            return lapse(state);
        }
        if (state.status() != RequestStatus.PENDING) {
            return new Progress.Same<>("Nothing is due.");
        }
        if (!now.isBefore(terms.decideBy())) {
            return Lifecycle.end(
                    state, AuditEventType.APPROVAL_EXPIRED, RefusalCode.EXPIRED, "Nobody decided in time.");
        }
        if (reached(escalatesAt(terms, state), now)) {
            return escalate(terms, state, now);
        }
        return reached(remindsAt(terms, state), now)
                ? remind(terms, state, now)
                : new Progress.Same<>("Nothing is due.");
    }

    static boolean lapsed(RequestState state, Instant now) {
        return state.useBy().map(until -> !now.isBefore(until)).orElse(true);
    }

    static Progress<RequestState> lapse(RequestState state) {
        return Lifecycle.end(
                state, AuditEventType.APPROVAL_LAPSED, RefusalCode.LAPSED, "The approval was not used in time.");
    }

    private static Progress<RequestState> escalate(Terms terms, RequestState state, Instant now) {
        Level to = terms.above(state.level()).orElseThrow();
        return new Progress.Moved<>(
                state.nextLevel(now, terms.plan().otherPeople(), Set.of()),
                AuditEventType.APPROVAL_ESCALATED,
                Facts.of(
                        "by", "timer",
                        "round", String.valueOf(state.round()),
                        "level", String.valueOf(state.level()),
                        "to", to.describe()),
                "Escalated, for nobody decided in time.");
    }

    /** One reminder stands for all that came due while nobody looked after the request. */
    private static Progress<RequestState> remind(Terms terms, RequestState state, Instant now) {
        int times = state.asking().reminders() + 1;
        while (reached(remindsAt(terms, state.reminded(times)), now)) {
            times++;
        }
        return new Progress.Moved<>(
                state.reminded(times),
                AuditEventType.APPROVAL_REMINDED,
                Facts.of(
                        "level", String.valueOf(state.level()),
                        "reminder", times + " of " + MOST_REMINDERS,
                        "decideBy", terms.decideBy().toString()),
                "Reminded.");
    }

    private static boolean reached(Optional<Instant> moment, Instant now) {
        return moment.map(at -> !now.isBefore(at)).orElse(false);
    }

    private static Optional<Instant> escalatesAt(Terms terms, RequestState state) {
        return terms.above(state.level())
                .flatMap(level ->
                        beforeDeadline(terms, state, terms.plan().timing().escalateAfter(), 1));
    }

    private static Optional<Instant> remindsAt(Terms terms, RequestState state) {
        int next = state.asking().reminders() + 1;
        ReviewPlan.Timing timing = terms.plan().timing();
        return next > MOST_REMINDERS ? Optional.empty() : beforeDeadline(terms, state, timing.remindEvery(), next);
    }

    /** Some times a duration after a level began; empty where the deadline comes first, as after a very long one. */
    private static Optional<Instant> beforeDeadline(
            Terms terms, RequestState state, Optional<Duration> pause, int times) {
        Instant since = state.asking().since();
        Duration left = Duration.between(since, terms.decideBy());
        return pause.filter(one -> one.compareTo(left) < 0)
                .map(one -> one.multipliedBy(times))
                .filter(all -> all.compareTo(left) < 0)
                .map(since::plus);
    }

    private static Optional<Instant> approvedAt(Terms terms, RequestState state) {
        return state.useBy().map(until -> until.minus(terms.useWithin()));
    }
}
