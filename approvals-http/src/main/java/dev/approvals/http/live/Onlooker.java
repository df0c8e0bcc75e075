package dev.approvals.http.live;

import dev.approvals.review.ApprovalRequest;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Somebody who looks on.
 *
 * @param sees which requests they see
 * @param holds whether they are still signed in; asked again and again
 * @param until when they must sign in again
 */
public record Onlooker(Predicate<ApprovalRequest> sees, BooleanSupplier holds, Instant until) {}
