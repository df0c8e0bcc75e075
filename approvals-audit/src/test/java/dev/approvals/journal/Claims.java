package dev.approvals.journal;

import dev.approvals.Claim;
import dev.approvals.call.Principal;
import dev.approvals.policy.Assurance;
import dev.approvals.review.Decision;
import dev.approvals.review.Reviewer;
import dev.approvals.review.Vote;
import dev.approvals.testkit.call.TestCall;
import java.util.List;
import java.util.stream.Stream;

/** Claims as a gate makes them. */
final class Claims {

    private Claims() {}

    static Claim approvedBy(String... people) {
        var call = TestCall.of("prune").call();
        List<Vote> votes = Stream.of(people)
                .map(person -> new Vote(
                        new Decision(
                                "call-9",
                                1,
                                call.digest(),
                                Decision.Kind.APPROVE,
                                new Reviewer(Principal.local(person), Assurance.IDENTITY_PROVIDER),
                                ""),
                        person,
                        Journals.NOW))
                .toList();
        return new Claim("execution-9", "call-9", call.tool(), call.arguments(), call.requester(), votes);
    }
}
