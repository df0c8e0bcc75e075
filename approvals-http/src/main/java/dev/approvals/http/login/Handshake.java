package dev.approvals.http.login;

import dev.approvals.http.exchange.Request;
import dev.approvals.http.oidc.CodeFlow.Attempt;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;

/**
 * A sign-in that is under way, as its cookie tells.
 *
 * @param id what it is known by
 * @param attempt what it is for the provider
 * @param at when it began
 * @param to where to go in the page afterwards
 * @param previous the digest of the session that it takes the place of
 */
record Handshake(String id, Attempt attempt, Instant at, String to, Optional<String> previous) {

    /** {@return whether a request brings the state of this sign-in} */
    boolean isAnsweredBy(Request request) {
        byte[] state = attempt.state().getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(state, request.query("state").orElse("").getBytes(StandardCharsets.UTF_8));
    }
}
