package dev.approvals.core.gate;

import dev.approvals.outcome.ApprovalException;
import dev.approvals.outcome.Outcome;
import org.jspecify.annotations.Nullable;

/** Outcomes as a method's caller meets them: a value, or an exception. */
final class Results {

    private Results() {}

    static @Nullable Object valueOf(Outcome outcome) throws Throwable {
        if (outcome instanceof Outcome.Returned returned) {
            return returned.value();
        }
        throw exceptionOf(outcome);
    }

    static Throwable exceptionOf(Outcome outcome) {
        if (outcome instanceof Outcome.Threw threw) {
            return threw.cause();
        }
        return outcome instanceof Outcome.Refused refused
                ? new ApprovalException.Refused(refused)
                : new ApprovalException.Unknown((Outcome.Unknown) outcome);
    }

    /** Throws what a tool threw, checked or not: the method it comes out of declares it. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the caller names what it may throw
    static <T extends Throwable> T thrown(Throwable throwable) throws T {
        throw (T) throwable;
    }
}
