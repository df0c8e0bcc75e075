package dev.approvals.core.engine;

import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Approver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The approvers of one gate: shown every request that this process opens, and told of its end. */
final class Channels {

    private static final Logger LOG = LoggerFactory.getLogger(Channels.class);

    private final List<List<Channel>> tiers;
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
    static Channels of(List<Approver> first, List<Approver> fallback) {
        List<String> names = new ArrayList<>();
        return new Channels(List.of(channels(first, names), channels(fallback, names)));
    }

    private static List<Channel> channels(List<Approver> approvers, List<String> names) {
        return approvers.stream()
                .map(approver -> {
                    String name = unused(approver.name(), names);
                    return new Channel(name, approver, Workers.approver(name));
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

    void attach(Desk desk) {
        all().forEach(channel -> channel.approver().attach(desk.of(channel.name())));
    }

    /** Shows a request, in place of what was shown of it before. */
    void show(ApprovalRequest request, Requests requests, Desk desk) {
        Presentation presentation = new Presentation(request, requests, desk, tiers);
        Presentation before = shown.put(request.id(), presentation);
        if (before != null) {
            before.breakOff();
        }
        presentation.begin();
    }

    /** Tells the approvers that were shown a request that it is over. */
    void ended(ApprovalRequest request) {
        Presentation presentation = shown.remove(request.id());
        if (presentation != null) {
            presentation.breakOff();
            tell(presentation.asked(), request);
        }
    }

    private static void tell(Queue<Channel> asked, ApprovalRequest request) {
        for (Channel channel : asked) {
            try {
                channel.workers().execute(() -> tell(channel, request));
            } catch (RejectedExecutionException e) {
                // The gate was closed, and its approvers with it.
                LOG.debug("Approver {} was not told of the end of {}", channel.name(), request.id());
            }
        }
    }

    private static void tell(Channel channel, ApprovalRequest request) {
        try {
            channel.approver().ended(request);
        } catch (RuntimeException e) {
            LOG.warn("Approver {} failed on the end of request {}", channel.name(), request.id(), e);
        }
    }

    List<String> names() {
        return all().stream().map(Channel::name).toList();
    }

    private List<Channel> all() {
        return tiers.stream().flatMap(List::stream).toList();
    }

    void close() {
        all().forEach(channel -> channel.workers().shutdown());
    }
}
