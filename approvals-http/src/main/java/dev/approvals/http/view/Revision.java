package dev.approvals.http.view;

import dev.approvals.outcome.Outcome;
import dev.approvals.review.ApprovalRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Tells states of one request apart as a reader sees them: it changes when the status, the round, the votes or the outcome
 * do, and not when something changes that no reader sees.
 */
public final class Revision {

    private static final int BYTES = 8;

    private Revision() {}

    /**
     * The revision of a request.
     *
     * @param request the request
     * @return sixteen hexadecimal digits
     */
    public static String of(ApprovalRequest request) {
        ApprovalRequest.Progress progress = request.progress();
        StringBuilder text = new StringBuilder(request.id())
                .append('|')
                .append(progress.status())
                .append('|')
                .append(progress.level())
                .append('|')
                .append(progress.round());
        progress.votes()
                .forEach(vote -> text.append('|')
                        .append(vote.person().length())
                        .append(vote.person())
                        .append(vote.decision().kind())
                        .append(vote.at()));
        progress.outcome().ifPresent(outcome -> text.append('|').append(ending(outcome)));
        return HexFormat.of().formatHex(sha256(text.toString()), 0, BYTES);
    }

    private static String ending(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused
                ? refused.code().name()
                : outcome.getClass().getSimpleName();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
