package dev.approvals.http.api;

import dev.approvals.core.text.VisibleText;
import dev.approvals.http.exchange.Problem;
import dev.approvals.http.exchange.ProblemException;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.Receipt;
import java.util.Map;

/** What the desk refused, as a problem. */
final class Refused {

    private static final Map<RefusalCode, Integer> STATUS = Map.ofEntries(
            Map.entry(RefusalCode.SELF_APPROVAL, 403),
            Map.entry(RefusalCode.NOT_ELIGIBLE, 403),
            Map.entry(RefusalCode.UNKNOWN_REVIEWER, 403),
            Map.entry(RefusalCode.ASSURANCE_TOO_WEAK, 403),
            Map.entry(RefusalCode.REVIEW_OWED, 403),
            Map.entry(RefusalCode.UNKNOWN_REQUEST, 404),
            Map.entry(RefusalCode.COMMENT_REQUIRED, 422),
            Map.entry(RefusalCode.SCOPE_TOO_WIDE, 422),
            Map.entry(RefusalCode.NO_NEXT_LEVEL, 422),
            Map.entry(RefusalCode.IDENTITY_FAILED, 503),
            Map.entry(RefusalCode.STORE_FAILED, 503),
            Map.entry(RefusalCode.AUDIT_FAILED, 503));

    private static final int CONFLICT = 409;

    private Refused() {}

    static ProblemException by(Receipt receipt, Viewer viewer) {
        RefusalCode code = receipt.refusal().orElseThrow();
        if (code.equals(RefusalCode.UNKNOWN_REQUEST)) {
            return Shelf.unknown();
        }
        ProblemException problem = Problem.of(
                        STATUS.getOrDefault(code, CONFLICT), code.name(), "Your decision does not count")
                .saying(VisibleText.escape(receipt.message()))
                .toException();
        boolean betterSignIn =
                code.equals(RefusalCode.ASSURANCE_TOO_WEAK) && !viewer.stepUp().isEmpty();
        return betterSignIn ? problem.with("WWW-Authenticate", viewer.stepUp()) : problem;
    }
}
