package dev.approvals.core.lifecycle;

import dev.approvals.audit.AuditEventType;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Scope;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The state machine of a grant, as pure as that of a request. It only ever covers less: uses are spent, time passes, and
 * nothing gives either back. What a grant does not cover is asked as if there were none.
 */
public final class Grants {

    private Grants() {}

    /**
     * Begins a grant.
     *
     * @param terms its terms
     * @return its first state, one use of which the call that was shown has taken, and the event to record
     */
    public static Progress.Moved<GrantState> issue(GrantTerms terms) {
        Scope scope = terms.scope();
        return new Progress.Moved<>(
                new GrantState(scope.uses() - 1, terms.given().at(), Optional.empty()),
                AuditEventType.GRANT_ISSUED,
                Facts.of(
                        "request", terms.given().requestId(),
                        "covers", Scopes.words(scope),
                        "level", String.valueOf(terms.given().level()),
                        "until", terms.until().toString()),
                "It covers " + Scopes.words(scope) + ".");
    }

    /**
     * Applies a step.
     *
     * @param terms the grant's terms
     * @param state its state
     * @param step what happens
     * @param now the store's time
     * @return the next state, or that nothing changes, or why the step is refused
     */
    public static Progress<GrantState> apply(GrantTerms terms, GrantState state, GrantStep step, Instant now) {
        if (step instanceof GrantStep.Revoke revoke) {
            return revoke(terms, state, revoke);
        }
        if (state.ended()) {
            return over(state);
        }
        if (step instanceof GrantStep.Use use) {
            return use(terms, state, use, now);
        }
        return step instanceof GrantStep.Invalidate invalid
                ? end(state, AuditEventType.GRANT_REVOKED, invalid.code(), invalid.why())
                : tick(terms, state, now);
    }

    private static Progress<GrantState> over(GrantState state) {
        Ending ending = state.ending().orElseThrow();
        return new Progress.Rejected<>(ending.refusal(), "The grant is over: " + ending.text());
    }

    private static Progress<GrantState> use(GrantTerms terms, GrantState state, GrantStep.Use use, Instant now) {
        Optional<Over> over = Over.of(terms, state, now);
        if (over.isPresent()) {
            return new Progress.Rejected<>(RefusalCode.LAPSED, over.get().why);
        }
        if (!use.roster().accounts().equals(terms.requester().accounts())) {
            return new Progress.Rejected<>(RefusalCode.NOT_ELIGIBLE, "The grant covers calls of another requester.");
        }
        Optional<String> changed = changed(terms, use.plan(), use.roster());
        if (changed.isPresent()) {
            return new Progress.Rejected<>(RefusalCode.INVALIDATED, changed.get());
        }
        GrantState next = state.used(now);
        return new Progress.Moved<>(
                next,
                AuditEventType.GRANT_USED,
                Facts.of("call", use.callId(), "usesLeft", String.valueOf(next.usesLeft())),
                "Covered.");
    }

    /** Why those who gave a grant, or the rules, would not give it now; empty where they would. */
    private static Optional<String> changed(GrantTerms terms, ReviewPlan plan, Roster roster) {
        GrantTerms.Given given = terms.given();
        if (!Tally.reached(terms.level(), given.votes(), roster)) {
            return Optional.of("Those who gave the grant may no longer do so.");
        }
        boolean permitted =
                plan.permits().widestGrant().map(terms.scope()::within).orElse(false);
        return permitted && Tally.holds(plan, given.level(), given.votes(), roster)
                ? Optional.empty()
                : Optional.of("The rules demand more than the grant by now.");
    }

    /** Why a grant ends by itself. */
    private enum Over {
        SPENT("Its uses are spent."),
        TIME("Its time is over."),
        IDLE("It was not used for too long.");

        private final String why;

        Over(String why) {
            this.why = why;
        }

        static Optional<Over> of(GrantTerms terms, GrantState state, Instant now) {
            if (state.usesLeft() < 1) {
                return Optional.of(SPENT);
            }
            if (!now.isBefore(terms.until())) {
                return Optional.of(TIME);
            }
            return now.isBefore(state.restsUntil(terms)) ? Optional.empty() : Optional.of(IDLE);
        }
    }

    private static Progress<GrantState> tick(GrantTerms terms, GrantState state, Instant now) {
        return Over.of(terms, state, now)
                .map(over -> end(state, AuditEventType.GRANT_EXPIRED, RefusalCode.LAPSED, over.why))
                .orElseGet(() -> new Progress.Same<>("Nothing is due."));
    }

    private static Progress<GrantState> revoke(GrantTerms terms, GrantState state, GrantStep.Revoke revoke) {
        Optional<Objection> stranger =
                Say.against(terms.given().plan(), terms.level(), revoke.reviewer(), revoke.roster());
        if (stranger.isPresent()) {
            return stranger.get().refusal();
        }
        if (state.ended()) {
            return new Progress.Rejected<>(RefusalCode.ALREADY_DECIDED, "The grant is over.");
        }
        String detail = "Ended by " + revoke.reviewer() + Deciding.because(revoke.reason());
        Map<String, String> facts = Say.facts(revoke.reviewer(), revoke.roster(), revoke.reason());
        facts.put("code", RefusalCode.REVOKED.name());
        return new Progress.Moved<>(
                state.ended(Ending.refused(RefusalCode.REVOKED, detail)), AuditEventType.GRANT_REVOKED, facts, detail);
    }

    private static Progress<GrantState> end(GrantState state, AuditEventType type, RefusalCode code, String why) {
        return new Progress.Moved<>(
                state.ended(Ending.refused(code, why)), type, Facts.of("code", code.name(), "why", why), why);
    }
}
