package dev.approvals.testkit.behaviour;

import static dev.approvals.testkit.ApprovalsAssertions.assertThat;
import static dev.approvals.testkit.ApprovalsAssertions.assertThatRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.approvals.core.ApprovalsBuilder;
import dev.approvals.outcome.ApprovalException;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.Policy;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Verdict;
import dev.approvals.review.Directory;
import dev.approvals.testkit.BadReviewers;
import dev.approvals.testkit.TestReviewer;
import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What callers see: one unchecked family, written for the model, and the tool's own exceptions as they are. */
class ExceptionsTest {

    private static final String SECRET_RULE = "rule-17-no-drops-on-friday";

    private static Map<RefusalCode, Consumer<ApprovalsBuilder>> refusals() {
        Map<RefusalCode, Consumer<ApprovalsBuilder>> refusals = new LinkedHashMap<>();
        refusals.put(
                RefusalCode.DENIED_BY_REVIEWER,
                b -> b.approver(TestReviewer.denying("alice").saying("Bob is not to be trusted")));
        refusals.put(
                RefusalCode.DENIED_BY_POLICY,
                b -> b.approver(TestReviewer.approving("alice"))
                        .policy(Policy.always(Verdict.deny(SECRET_RULE, "because of " + SECRET_RULE))));
        refusals.put(
                RefusalCode.POLICY_FAILED,
                b -> b.approver(TestReviewer.approving("alice")).policy(call -> {
                    throw new IllegalStateException(SECRET_RULE);
                }));
        refusals.put(
                RefusalCode.NO_CHANNEL,
                b -> b.approver(BadReviewers.throwing(new IOException("alice is unreachable"))));
        refusals.put(
                RefusalCode.UNSATISFIABLE,
                b -> b.approver(TestReviewer.approving("alice"))
                        .policy(Policy.always(
                                Verdict.ask(ReviewPlan.of(1, "a-group-of-nobody"), SECRET_RULE, "no one")))
                        .directory(House.PEOPLE));
        Directory broken = account -> {
            throw new IllegalStateException("ldap://alice is down");
        };
        refusals.put(
                RefusalCode.IDENTITY_FAILED,
                b -> b.approver(TestReviewer.approving("alice")).directory(broken));
        return refusals;
    }

    @Test
    void everyRefusalSaysWhatWasNotExecutedWhyAndWhetherToRetry() {
        refusals().forEach((code, settings) -> {
            try (House house = House.of(settings)) {
                ApprovalException.Refused refused =
                        (ApprovalException.Refused) catchThrowable(() -> house.tools.drop("orders"));

                assertThat(refused.code()).isEqualTo(code);
                assertThat(refused)
                        .isInstanceOf(RuntimeException.class)
                        .hasMessageStartingWith("Not executed: drop: ")
                        .hasMessageContaining(code.meaning())
                        .hasMessageContaining("Do not retry")
                        .hasMessageContaining(refused.callId());
                assertThat(refused.outcome().tool()).isEqualTo("drop");
                assertThat(house.workshop.runs).isEmpty();
            }
        });
    }

    @Test
    void noRefusalTellsTheModelOfRulesReviewersOrTheirWords() {
        refusals().forEach((code, settings) -> {
            try (House house = House.of(settings)) {
                Throwable refused = catchThrowable(() -> house.tools.drop("orders"));

                assertThat(refused.getMessage())
                        .as("what the model reads of %s", code)
                        .doesNotContain(SECRET_RULE)
                        .doesNotContain("alice")
                        .doesNotContain("trusted")
                        .hasSizeLessThanOrEqualTo(Outcome.MODEL_TEXT_LIMIT);
            }
        });
    }

    @Test
    void aMethodThatDeclaresACheckedExceptionThrowsTheGatesUnchecked() {
        try (House house = House.reviewedBy(TestReviewer.denying("alice"))) {
            assertThatRefused(() -> house.tools.export("monthly", "orders", 5, "target", "token"))
                    .wasRefused(RefusalCode.DENIED_BY_REVIEWER);
            assertThatThrownBy(() -> house.tools.grant("admin", "eve"))
                    .isNotInstanceOf(UndeclaredThrowableException.class);
        }
    }

    @Test
    void theToolsOwnExceptionsComeThroughAsTheyAre() {
        try (House house = House.reviewedBy(TestReviewer.approving("alice"))) {
            IOException checked = new IOException("the disk is full");
            house.workshop.step = () -> {
                throw checked;
            };
            assertThatThrownBy(() -> house.tools.export("monthly", "orders", 5, "target", "token"))
                    .isSameAs(checked);

            IllegalArgumentException unchecked = new IllegalArgumentException("no such table");
            house.workshop.step = () -> {
                throw unchecked;
            };
            assertThatThrownBy(() -> house.tools.drop("orders")).isSameAs(unchecked);

            assertThat(house.audit).call("drop").threw();
            assertThat(house.audit).call("export").threw();
        }
    }

    @Test
    void anErrorOfTheToolComesThroughAndEndsTheCall() {
        try (House house = House.reviewedBy(TestReviewer.approving("alice"))) {
            AssertionError error = new AssertionError("a bug in the tool");
            house.workshop.step = () -> {
                throw error;
            };

            assertThatThrownBy(() -> house.tools.drop("orders")).isSameAs(error);
            assertThat(house.audit).call("drop").threw();
            assertThat(house.desk().pending()).isEmpty();
        }
    }

    @Test
    void anUngatedMethodThrowsWhatItsTargetThrows() {
        try (House house = House.reviewedBy(TestReviewer.denying("alice"))) {
            IllegalStateException own = new IllegalStateException("no such database");
            house.workshop.step = () -> {
                throw own;
            };

            assertThatThrownBy(() -> house.tools.tables("crm")).isSameAs(own);
        }
    }

    @Test
    void anExceptionCarriesFieldsForTheProgram() {
        try (House house = House.reviewedBy(TestReviewer.denying("alice").saying("too much"))) {
            ApprovalException.Refused refused =
                    (ApprovalException.Refused) catchThrowable(() -> house.tools.drop("orders"));

            assertThat(refused.outcome()).because("too much").because("alice").hidesFromTheModel("too much");
            assertThat(refused.outcome().requester()).isEqualTo(House.BOBS_AGENT);
            assertThat(house.audit.callIds()).containsExactly(refused.callId());
        }
    }
}
