package dev.approvals.examples.recorded;

import static java.util.stream.Collectors.toUnmodifiableMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.approvals.review.Answer;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Approver;
import dev.approvals.review.Reviewer;
import java.util.Map;
import java.util.Set;

/** A reviewer who approves just the calls that the trace lists as correct for the run they belong to. */
final class CorrectCallsReviewer implements Approver {

    /** The reviewer's account. */
    static final Reviewer REVIEWER = Reviewer.named("reviewer");

    private final Map<String, Set<CanonicalCall>> correctByConversation;

    CorrectCallsReviewer(Trace trace) {
        correctByConversation = trace.runs().stream().collect(toUnmodifiableMap(RecordedRun::id, RecordedRun::correct));
    }

    @Override
    public Answer review(ApprovalRequest request) throws JsonProcessingException {
        CanonicalCall asked = CanonicalCall.of(
                request.call().tool().name(), request.call().arguments().json());
        Set<CanonicalCall> correct =
                correctByConversation.getOrDefault(request.call().requester().conversation(), Set.of());
        return correct.contains(asked)
                ? request.approve(REVIEWER, "the task calls for it")
                : request.deny(REVIEWER, "the task does not call for it");
    }
}
