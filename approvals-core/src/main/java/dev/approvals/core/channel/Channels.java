package dev.approvals.core.channel;

import dev.approvals.core.desk.Desk;
import dev.approvals.core.ledger.Requests;
import dev.approvals.core.work.Workers;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Approver;
import dev.approvals.review.Decision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The approvers of one gate: shown every request that this process opens, and told of its end. */
public final class Channels {

    private static final Logger LOG = LoggerFactory.getLogger(Channels.class);

    /** How long a decision waits for the delivery that it answers. */
    private static final Duration DELIVERY = Duration.ofSeconds(5);

    /** How long closing waits for approvers to hear of the last ends: a card that nobody rewrites keeps its buttons. */
    private static final Duration LAST_NEWS = Duration.ofSeconds(3);

    private final List<List<Channel>> tiers;
    /** Ends that approvers are still to hear of, by request and approver. */
    private final Map<String, CompletableFuture<@Nullable Void>> news = new ConcurrentHashMap<>();
    /** How each request is shown now. */
    private final Map<String, Presentation> shown = new ConcurrentHashMap<>();

    private Channels(List<List<Channel>> tiers) {
        this.tiers = tiers;
    }

    /**
     * The approvers of a gate.
     *
     * @param first asked all at once
     * @param fallback asked all at once where every one of the first failed
     */
    public static Channels of(List<Approver> first, List<Approver> fallback) {
        List<String> names = new ArrayList<>();
        return new Channels(List.of(channels(first, names), channels(fallback, names)));
    }

    private static List<Channel> channels(List<Approver> approvers, List<String> names) {
        return approvers.stream()
                .map(approver -> {
                    String name = unused(approver.name(), names);
                    return new Channel(name, approver, Workers.approver(name), new ReentrantLock());
                })
                .toList();
    }

    private static String unused(String name, List<String> names) {
        String unused = name;
        for (int i = 2; names.contains(unused); i++) {
            unused = name + " " + i;
        }
        names.add(unused);
        return unused;
    }

    public void attach(Desk desk) {
        all().forEach(channel ->
                channel.approver().attach(desk.of(channel.name(), decision -> awaitDelivery(channel, decision))));
    }

    /**
     * People are fast: a click may come before the approver has returned the delivery that it answers. A review that is
     * under way on another thread is waited for.
     */
    private void awaitDelivery(Channel channel, Decision decision) {
        Presentation request = shown.get(decision.requestId());
        if (request != null) {
            request.reviews().stream()
                    .filter(review -> review.channel() == channel && review.round() == decision.round())
                    .forEach(review -> review.awaitEnd(DELIVERY));
        }
    }

    /** Shows a request, in place of what was shown of it before. */
    public void show(ApprovalRequest request, Requests requests, Desk desk) {
        Presentation before = shown.get(request.id());
        Queue<Review> reviews = before == null ? new ConcurrentLinkedQueue<>() : before.reviews();
        Presentation presentation = new Presentation(request, requests, desk, tiers, reviews);
        shown.put(request.id(), presentation);
        if (before != null) {
            before.breakOff();
        }
        presentation.begin(request);
    }

    /**
     * Shows a request again that was shown by a process which is gone: to the approvers that had not shown it in this round.
     *
     * @param delivered the names of those that had
     */
    public void showAgain(ApprovalRequest request, Set<String> delivered, Requests requests, Desk desk) {
        List<List<Channel>> left = tiers.stream()
                .map(tier -> tier.stream()
                        .filter(channel -> !delivered.contains(channel.name()))
                        .toList())
                .toList();
        Queue<Review> reviews = new ConcurrentLinkedQueue<>();
        all().stream()
                .filter(channel -> delivered.contains(channel.name()))
                .forEach(channel ->
                        reviews.add(Review.past(channel, request.progress().round())));
        // Where somebody has shown it, a decision may come: nobody falls back on others then.
        Presentation presentation =
                new Presentation(request, requests, desk, delivered.isEmpty() ? tiers : List.of(left.get(0)), reviews);
        Presentation there = shown.putIfAbsent(request.id(), presentation);
        if (there == null) {
            presentation.beginAgain(request, !delivered.isEmpty());
        }
    }

    /** Tells the approvers of a request that it still waits. */
    public void reminded(ApprovalRequest request) {
        all().forEach(channel -> tellLater(channel, () -> channel.approver().reminded(request), request.id()));
    }

    /** Tells the approvers that were shown a request, in whatever round, that it is over. */
    public void ended(ApprovalRequest request) {
        Presentation last = shown.remove(request.id());
        if (last != null) {
            last.breakOff();
            last.reviews().stream()
                    .collect(Collectors.groupingBy(Review::channel))
                    .forEach((channel, reviews) -> tellAfter(reviews, channel, request));
        }
    }

    /** An approver hears of the end after it has answered: it must not put up a card that it then forgets. */
    private void tellAfter(List<Review> reviews, Channel channel, ApprovalRequest request) {
        CompletableFuture<@Nullable Void> told = new CompletableFuture<>();
        String which = request.id() + " " + channel.name();
        news.put(which, told);
        CompletableFuture.allOf(reviews.stream().map(Review::over).toArray(CompletableFuture[]::new))
                .thenCompose(any -> tellLater(channel, () -> channel.approver().ended(request), request.id()))
                .whenComplete((any, never) -> {
                    news.remove(which);
                    told.complete(null);
                });
    }

    /** Done once it was told, or cannot be. */
    private static CompletableFuture<Boolean> tellLater(Channel channel, Runnable what, String requestId) {
        try {
            return CompletableFuture.supplyAsync(() -> tell(channel, what, requestId), channel.workers());
        } catch (RejectedExecutionException e) {
            // The gate was closed, and its approvers with it.
            LOG.debug("Approver {} was not told of request {}", channel.name(), requestId);
            return CompletableFuture.completedFuture(false);
        }
    }

    private static boolean tell(Channel channel, Runnable what, String requestId) {
        try {
            what.run();
            return true;
        } catch (Exception | Error e) {
            LOG.warn("Approver {} failed on news of request {}", channel.name(), requestId, e);
            return false;
        }
    }

    /** Lets the approvers hear of what has ended, before their threads are let go; not for long. */
    public void awaitNews() {
        try {
            CompletableFuture.allOf(news.values().toArray(CompletableFuture[]::new))
                    .get(LAST_NEWS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn("The gate is closed before all approvers have heard of {} requests that ended", news.size());
        }
    }

    List<String> names() {
        return all().stream().map(Channel::name).toList();
    }

    private List<Channel> all() {
        return tiers.stream().flatMap(List::stream).toList();
    }

    /** {@return the threads of the approvers} */
    public Stream<ExecutorService> workers() {
        return all().stream().map(Channel::workers);
    }
}
