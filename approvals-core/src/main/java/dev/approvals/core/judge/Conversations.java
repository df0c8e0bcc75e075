package dev.approvals.core.judge;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** The conversations that called lately, each with its last calls. */
public final class Conversations {

    private static final int KEPT = 10_000;

    private final Cache<Key, Conversation> kept =
            CacheBuilder.newBuilder().maximumSize(KEPT).build();

    private record Key(Principal agent, Optional<Principal> person, String conversation) {}

    /** The conversation of a requester; one of its own where the host names none. */
    public Conversation of(Requester requester) {
        if (requester.conversation().isEmpty()) {
            return new Conversation();
        }
        try {
            return kept.get(
                    new Key(requester.agent(), requester.person(), requester.conversation()), Conversation::new);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A conversation could not be made", e);
        }
    }
}
