package dev.approvals.core.channel;

import dev.approvals.core.desk.Desk;
import dev.approvals.core.ledger.Requests;
import dev.approvals.core.lifecycle.RequestState;
import dev.approvals.core.lifecycle.Step;
import dev.approvals.core.text.Secrets;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.Answer;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Decision;
import dev.approvals.review.Delivery;
import dev.approvals.review.Receipt;
import dev.approvals.review.RequestStatus;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One round of one request on its way to the approvers: to all of the first tier at once, to the next tier only if every
 * one of this failed. When nobody is left who could still decide, the request ends.
 */
public final class Presentation {

    private static final Logger LOG = LoggerFactory.getLogger(Presentation.class);

    private final ApprovalRequest request;
    private final Requests requests;
    private final Desk desk;
    private final List<List<Channel>> tiers;
    /** The reviews of this request, also those of earlier rounds. */
    private final Queue<Review> reviews;

    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile boolean awaited;
    private volatile boolean brokenOff;
    private volatile RefusalCode code = RefusalCode.NO_CHANNEL;

    Presentation(
            ApprovalRequest request, Requests requests, Desk desk, List<List<Channel>> tiers, Queue<Review> reviews) {
        this.request = request;
        this.requests = requests;
        this.desk = desk;
        this.tiers = tiers;
        this.reviews = reviews;
    }

    /** Shows the request to the first tier that has approvers. */
    void begin() {
        show(0);
    }

    /** Shows it to the first tier that has approvers, unless there is none, where others have shown it. */
    void beginAgain(boolean shown) {
        awaited = shown;
        if (!shown || tiers.stream().anyMatch(tier -> !tier.isEmpty())) {
            show(0);
        }
    }

    /** Stops reviews that are under way; the request is over or has moved on. */
    void breakOff() {
        brokenOff = true;
        reviews.forEach(Review::breakOff);
    }

    private void show(int tier) {
        if (tier == tiers.size()) {
            nobodyLeft();
            return;
        }
        List<Channel> channels = tiers.get(tier);
        if (channels.isEmpty()) {
            show(tier + 1);
            return;
        }
        unanswered.set(channels.size());
        channels.forEach(channel -> submit(new Review(channel, request), tier));
    }

    private void submit(Review review, int tier) {
        reviews.add(review);
        if (brokenOff) {
            // Whoever broke off may not have seen it.
            review.breakOff();
        }
        try {
            review.channel().workers().execute(() -> run(review, tier));
        } catch (RejectedExecutionException e) {
            failed(review.channel(), "the gate was closed");
            review.end();
            answered(tier);
        }
    }

    private void run(Review review, int tier) {
        try {
            take(review.channel(), review.ask());
        } catch (Throwable t) {
            // Whatever an approver throws, errors too: it is out, and the others are asked.
            if (!brokenOff) {
                String name = review.channel().name();
                LOG.warn("Approver {} failed on request {}: {}", name, request.id(), String.valueOf(t));
                LOG.debug("Approver {} failed on request {}", name, request.id(), t);
                failed(review.channel(), String.valueOf(t));
            }
        } finally {
            review.end();
            answered(tier);
        }
    }

    private void take(Channel channel, @Nullable Answer answer) {
        if (answer == null) {
            failed(channel, "it answered null");
        } else if (answer instanceof Delivery delivery) {
            deliver(channel, delivery);
            awaited = true;
        } else {
            decide(channel, (Decision) answer);
        }
    }

    private void decide(Channel channel, Decision decision) {
        if (!decision.requestId().equals(request.id())) {
            code = RefusalCode.UNKNOWN_REQUEST;
            failed(channel, "it decided on another request, " + decision.requestId());
            return;
        }
        deliver(channel, Delivery.whole("answered at once"));
        Receipt receipt = desk.of(channel.name(), taken -> {}).decide(decision);
        if (!receipt.counted() && receipt.status() == RequestStatus.PENDING) {
            code = receipt.refusal().orElse(code);
            failed(channel, "its decision did not count: " + receipt.message());
        }
    }

    private void deliver(Channel channel, Delivery delivery) {
        requests.apply(
                request.id(),
                any -> new Step.Deliver(channel.name(), request.progress().round(), delivery));
    }

    private void failed(Channel channel, String why) {
        // An exception's words may hold what the approver connects with.
        String safe = Secrets.mask(why);
        failures.add(channel.name() + ": " + safe);
        apply(any -> new Step.Undeliverable(channel.name(), safe));
    }

    /** What the store does not take is lost: the request then expires. */
    private void apply(Function<Requests.Request, Step> step) {
        try {
            requests.apply(request.id(), step);
        } catch (RuntimeException e) {
            LOG.error("Request {} could not be changed in the store", request.id(), e);
        }
    }

    private void answered(int tier) {
        if (unanswered.decrementAndGet() == 0 && !awaited && !brokenOff && undecided()) {
            show(tier + 1);
        }
    }

    /** Whether the request still waits in this round: one that was decided is broken off a moment later only. */
    private boolean undecided() {
        try {
            return requests.find(request.id())
                    .filter(now -> stillMine(now.state()))
                    .isPresent();
        } catch (RuntimeException e) {
            // To ask somebody in vain does less harm than to ask nobody.
            LOG.error("Request {} could not be read from the store", request.id(), e);
            return true;
        }
    }

    private void nobodyLeft() {
        String why = failures.isEmpty() ? "" : "; " + String.join("; ", failures);
        String detail = "Nobody is left who could decide" + why + (why.endsWith(".") ? "" : ".");
        apply(now -> stillMine(now.state()) ? new Step.CallOff(code, detail) : new Step.Tick());
    }

    private boolean stillMine(RequestState state) {
        return state.status() == RequestStatus.PENDING
                && state.round() == request.progress().round();
    }
}
