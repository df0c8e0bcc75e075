package dev.approvals.core.chat;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.approvals.review.ReviewDesk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which messages show a request, and what they show. The store knows of those that were recorded; this remembers besides
 * what this process posted, a while and no more than so much: a request may end before its delivery is recorded.
 */
final class Known {

    private static final int REQUESTS = 10_000;
    private static final int MESSAGES = 4 * REQUESTS;

    private final Cache<String, List<Messages>> posted =
            CacheBuilder.newBuilder().maximumSize(REQUESTS).build();
    private final Cache<String, String> faces =
            CacheBuilder.newBuilder().maximumSize(MESSAGES).build();

    /** Notes messages of a round, and tells all that this process knows of that round. */
    Messages add(String requestId, int round, List<String> references) {
        Messages more = new Messages(round, references);
        List<Messages> all = references.isEmpty()
                ? together(own(requestId), List.of(more))
                : posted.asMap().merge(requestId, List.of(more), Known::together);
        return all.stream()
                .filter(messages -> messages.round() == round)
                .findFirst()
                .orElseThrow();
    }

    private List<Messages> own(String requestId) {
        List<Messages> own = posted.getIfPresent(requestId);
        return own == null ? List.of() : own;
    }

    private static List<Messages> together(List<Messages> some, List<Messages> more) {
        Map<Integer, Messages> rounds = new LinkedHashMap<>();
        some.forEach(messages -> rounds.put(messages.round(), messages));
        more.forEach(messages ->
                rounds.merge(messages.round(), messages, (before, added) -> before.and(added.references())));
        return List.copyOf(rounds.values());
    }

    /** Whether this process posted messages of a request that it has not done with. */
    boolean has(String requestId) {
        return posted.getIfPresent(requestId) != null;
    }

    /** All messages of a request, of every node, by round. */
    List<Messages> of(String requestId, ReviewDesk desk) {
        List<Messages> all = new ArrayList<>();
        desk.deliveries(requestId).forEach(delivery -> Messages.of(delivery).ifPresent(all::add));
        all.addAll(own(requestId));
        return together(List.of(), all);
    }

    void shows(String reference, ChatCard card) {
        faces.put(reference, face(card));
    }

    /** Whether a message is known to show a card already. */
    boolean doesShow(String reference, ChatCard card) {
        return face(card).equals(faces.getIfPresent(reference));
    }

    private static String face(ChatCard card) {
        return card.card().digest() + card.offers() + card.inbox();
    }

    /** Forgets a request that is over, and says so everywhere. */
    void forget(String requestId, List<Messages> all) {
        posted.invalidate(requestId);
        all.forEach(messages -> faces.invalidateAll(messages.references()));
    }
}
