package dev.approvals.core.gate;

import dev.approvals.Claim;
import dev.approvals.core.engine.Lending;
import dev.approvals.core.engine.Unreported;
import dev.approvals.core.time.Timekeeper;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rights to run one tool that its callers may come for, or have taken. Thread-safe. */
final class Loans {

    /** How long a caller that has taken one is waited for. */
    static final Duration REPORT_WITHIN = Duration.ofHours(1);

    private final Lending lending;
    private final Map<String, Loan> open = new ConcurrentHashMap<>();

    /** One right to run. */
    private static final class Loan {
        private final Claim claim;
        private final CompletableFuture<@Nullable Object> result = new CompletableFuture<>();
        private final AtomicBoolean taken = new AtomicBoolean();

        Loan(Claim claim) {
            this.claim = claim;
        }
    }

    Loans(Lending lending) {
        this.lending = lending;
    }

    /** The tool's body: whoever made the call comes for the claim, and says later what came of it. */
    CompletionStage<@Nullable Object> lend(Claim claim) {
        Loan loan = new Loan(claim);
        open.put(claim.callId(), loan);
        Timekeeper clock = lending.clock();
        Timekeeper.Alarm alarm = clock.at(clock.now().plus(lending.useWithin()), () -> {
            giveUp(claim.callId(), "Its caller did not come for it in time. It did not run");
        });
        loan.result.whenComplete((result, failure) -> {
            alarm.cancel();
            open.remove(claim.callId(), loan);
        });
        return loan.result;
    }

    /** {@return the claim of a call that has begun and not ended} */
    Optional<Claim> find(String callId) {
        return Optional.ofNullable(open.get(callId)).map(loan -> loan.claim);
    }

    boolean isTaken(String callId) {
        Loan loan = open.get(callId);
        return loan != null && loan.taken.get();
    }

    /** {@return the claim, the first time} */
    Optional<Claim> take(String callId) {
        Loan loan = open.get(callId);
        if (loan == null || !loan.taken.compareAndSet(false, true)) {
            return Optional.empty();
        }
        Timekeeper clock = lending.clock();
        Timekeeper.Alarm alarm =
                clock.at(clock.now().plus(REPORT_WITHIN), () -> loan.result.completeExceptionally(new Unreported()));
        loan.result.whenComplete((result, failure) -> alarm.cancel());
        return Optional.of(loan.claim);
    }

    /** Ends a call that was not taken. */
    boolean giveUp(String callId, String why) {
        Loan loan = open.get(callId);
        return loan != null
                && loan.taken.compareAndSet(false, true)
                && loan.result.completeExceptionally(new IllegalStateException(why));
    }

    /** Ends a call that was taken. */
    boolean end(String callId, Consumer<CompletableFuture<@Nullable Object>> how) {
        Loan loan = open.get(callId);
        if (loan == null || !loan.taken.get() || loan.result.isDone()) {
            return false;
        }
        how.accept(loan.result);
        return true;
    }
}
