package dev.approvals.core.approver;

import dev.approvals.core.render.Card;
import dev.approvals.core.render.CardLimits;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Decision;
import dev.approvals.review.Delivery;
import dev.approvals.review.Reviewer;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** One round of one request, from when it is brought to the console until somebody answers or nobody waits any more. */
final class Sitting {

    private final ApprovalRequest request;
    private final Card card;
    private final CompletableFuture<Decision> answer = new CompletableFuture<>();
    private volatile boolean shown;

    Sitting(ApprovalRequest request) {
        this.request = request;
        this.card = Card.of(request, CardLimits.standard());
    }

    Card card() {
        return card;
    }

    /** Whether there are other people to hand it on to. */
    boolean escalates() {
        return request.progress().level() + 1 < request.terms().plan().levels().size();
    }

    int round() {
        return request.progress().round();
    }

    /** Whether the plan demands words or time of an approval. */
    boolean demands() {
        return demandsWords() || !request.terms().plan().demands().dwell().isZero();
    }

    boolean demandsWords() {
        return request.terms().plan().demands().comment();
    }

    /** What the terminal shows of it. */
    Delivery view() {
        return new Delivery("terminal", card.digest(), card.whole());
    }

    boolean shown() {
        return shown;
    }

    void show() {
        shown = true;
    }

    Decision decision(Decision.Kind kind, Reviewer reviewer, String comment) {
        return switch (kind) {
            case APPROVE -> request.approve(reviewer, comment);
            case DENY -> request.deny(reviewer, comment);
            case ESCALATE -> request.escalate(reviewer, comment);
            case BREAK_GLASS -> request.breakGlass(reviewer, comment);
        };
    }

    /** Gives the answer to whoever waits for it; false where nobody does any more. */
    boolean answer(Decision decision) {
        return answer.complete(decision);
    }

    /** Nobody can answer. */
    void fail(IOException why) {
        answer.completeExceptionally(why);
    }

    /** Nobody waits any more. */
    void end() {
        answer.cancel(false);
    }

    boolean over() {
        return answer.isDone();
    }

    Decision await() throws IOException, InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IOException(Objects.requireNonNullElse(e.getCause(), e).getMessage(), e);
        }
    }
}
