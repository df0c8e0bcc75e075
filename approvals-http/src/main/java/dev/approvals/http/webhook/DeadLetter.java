package dev.approvals.http.webhook;

import java.time.Instant;
import java.util.Objects;

/**
 * A message that did not reach its target and is not tried again.
 *
 * @param target the target, without its path
 * @param messageId the message: the request's id and the event's number
 * @param type the event's type
 * @param reason why, in words
 * @param attempts how often it was sent
 * @param at when it was given up
 */
public record DeadLetter(String target, String messageId, String type, String reason, int attempts, Instant at) {
    /** Checks the components. */
    public DeadLetter {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(messageId, "messageId");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(at, "at");
    }
}
