package dev.approvals.core.channel;

import dev.approvals.core.desk.Desk;
import dev.approvals.core.ledger.Requests;
import dev.approvals.core.lifecycle.RequestState;
import dev.approvals.core.lifecycle.Step;
import dev.approvals.core.text.Secrets;
import dev.approvals.core.text.Thrown;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.Answer;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Decision;
import dev.approvals.review.Delivery;
import dev.approvals.review.Receipt;
import dev.approvals.review.RequestStatus;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One round of one request on its way to the approvers: to all of the first tier at once, to the next tier only if every
 * one of this failed. When nobody is left who could still decide, the request ends.
 */
public final class Presentation {

    private static final Logger LOG = LoggerFactory.getLogger(Presentation.class);

    private final String id;
    private final int round;
    private final Requests requests;
    private final Desk desk;
    private final List<List<Channel>> tiers;
    /** The reviews of this request, also those of earlier rounds. */
    private final Queue<Review> reviews;

    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile boolean awaited;
    private volatile boolean brokenOff;
    private volatile RefusalCode code = RefusalCode.NO_CHANNEL;

    Presentation(
            ApprovalRequest request, Requests requests, Desk desk, List<List<Channel>> tiers, Queue<Review> reviews) {
        // Not the request itself: it may wait for days, and is shown within moments.
        this.id = request.id();
        this.round = request.progress().round();
        this.requests = requests;
        this.desk = desk;
        this.tiers = tiers;
        this.reviews = reviews;
    }

    /** {@return the reviews of this request, also those of earlier rounds} */
    Queue<Review> reviews() {
        return reviews;
    }

    /** Shows the request to the first tier that has approvers. */
    void begin(ApprovalRequest request) {
        show(request, 0);
    }

    /** Shows it to the first tier that has approvers, unless there is none, where others have shown it. */
    void beginAgain(ApprovalRequest request, boolean shown) {
        awaited = shown;
        if (!shown || tiers.stream().anyMatch(tier -> !tier.isEmpty())) {
            show(request, 0);
        }
    }

    /** Stops reviews that are under way; the request is over or has moved on. */
    void breakOff() {
        brokenOff = true;
        reviews.forEach(Review::breakOff);
    }

    private void show(ApprovalRequest request, int tier) {
        if (tier == tiers.size()) {
            nobodyLeft();
            return;
        }
        List<Channel> channels = tiers.get(tier);
        if (channels.isEmpty()) {
            show(request, tier + 1);
            return;
        }
        unanswered.set(channels.size());
        channels.forEach(channel -> submit(request, new Review(channel, round), tier));
    }

    private void submit(ApprovalRequest request, Review review, int tier) {
        reviews.add(review);
        if (brokenOff) {
            // Whoever broke off may not have seen it.
            review.breakOff();
        }
        try {
            review.channel().workers().execute(() -> run(request, review, tier));
        } catch (RejectedExecutionException e) {
            // The gate was closed: it calls off what nobody else could take on; all else another process shows.
            review.end();
        }
    }

    private void run(ApprovalRequest request, Review review, int tier) {
        try {
            take(review, review.ask(request));
        } catch (Throwable t) {
            // Whatever an approver throws, errors too: it is out, and the others are asked.
            if (!brokenOff) {
                String name = review.channel().name();
                String words = Thrown.text(t);
                LOG.warn("Approver {} failed on request {}: {}", name, id, words);
                LOG.debug("Approver {} failed on request {}", name, id, t);
                failed(review, words);
            }
        } finally {
            review.end();
            answered(request, tier);
        }
    }

    private void take(Review review, @Nullable Answer answer) {
        if (answer == null) {
            failed(review, "it answered null");
        } else if (answer instanceof Delivery delivery) {
            deliver(review.channel(), delivery);
            awaited = true;
        } else {
            decide(review, (Decision) answer);
        }
    }

    private void decide(Review review, Decision decision) {
        Channel channel = review.channel();
        if (!decision.requestId().equals(id)) {
            code = RefusalCode.UNKNOWN_REQUEST;
            failed(review, "it decided on another request, " + decision.requestId());
            return;
        }
        deliver(channel, Delivery.whole("answered at once"));
        Receipt receipt = desk.of(channel.name(), taken -> {}).decide(decision);
        if (!receipt.counted() && receipt.status() == RequestStatus.PENDING) {
            code = receipt.refusal().orElse(code);
            failed(review, "its decision did not count: " + receipt.message());
        }
    }

    private void deliver(Channel channel, Delivery delivery) {
        requests.apply(id, any -> new Step.Deliver(channel.name(), round, delivery));
    }

    private void failed(Review review, String why) {
        // An exception's words may hold what the approver connects with.
        String safe = Secrets.mask(why);
        review.failed(safe);
        apply(any -> new Step.Undeliverable(review.channel().name(), safe));
    }

    /** What the store does not take is lost: the request then expires. */
    private void apply(Function<Requests.Request, Step> step) {
        try {
            requests.apply(id, step);
        } catch (RuntimeException e) {
            LOG.error("Request {} could not be changed in the store", id, e);
        }
    }

    private void answered(ApprovalRequest request, int tier) {
        if (unanswered.decrementAndGet() == 0 && !awaited && !brokenOff && undecided()) {
            show(request, tier + 1);
        }
    }

    /** Whether the request still waits in this round: one that was decided is broken off a moment later only. */
    private boolean undecided() {
        try {
            return requests.find(id).filter(now -> stillMine(now.state())).isPresent();
        } catch (RuntimeException e) {
            // To ask somebody in vain does less harm than to ask nobody.
            LOG.error("Request {} could not be read from the store", id, e);
            return true;
        }
    }

    private void nobodyLeft() {
        String why = reviews.stream()
                .filter(review -> review.round() == round && !review.failure().isEmpty())
                .map(review -> "; " + review.channel().name() + ": " + review.failure())
                .collect(Collectors.joining());
        String detail = "Nobody is left who could decide" + why + (why.endsWith(".") ? "" : ".");
        apply(now -> stillMine(now.state()) ? new Step.CallOff(code, detail) : new Step.Tick());
    }

    private boolean stillMine(RequestState state) {
        return state.status() == RequestStatus.PENDING && state.round() == round;
    }
}
