package dev.approvals.testkit.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.audit.AuditEventType;
import dev.approvals.call.ToolCall;
import dev.approvals.core.policy.Policies;
import dev.approvals.core.render.Card;
import dev.approvals.core.render.CardLimits;
import dev.approvals.core.render.TextCard;
import dev.approvals.policy.Policy;
import dev.approvals.policy.Verdict;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.testkit.TestReviewer;
import dev.approvals.tool.Reason;
import dev.approvals.tool.RequiresApproval;
import dev.approvals.tool.Risk;
import dev.approvals.tool.Sensitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Row 19: secrets that go into calls, looked for in every byte that policies, approvers, sinks and the desk see. */
class CanaryTest {

    private static final String SENSITIVE = "canary-of-a-sensitive-parameter";
    private static final String NESTED = "canary-of-a-sensitive-component";
    private static final String BEARER = "c4naryBearer0123456789abcdefXYZ";
    private static final String PASSWORD = "c4naryPassw0rd";
    private static final String KEY = "AKIAC4NARYC4NARY7777";
    private static final List<String> CANARIES = List.of(SENSITIVE, NESTED, BEARER, PASSWORD, KEY);

    record Login(String user, @Sensitive String secret) {}

    interface Uploads {
        @RequiresApproval(value = "Upload to {target} with {headers} as {login} by {token}", risk = Risk.HIGH)
        String upload(
                @Reason String why,
                String target,
                List<String> headers,
                Map<String, String> options,
                Login login,
                @Sensitive String token);
    }

    private final List<String> seenByPolicy = new CopyOnWriteArrayList<>();
    private final List<String> runs = new CopyOnWriteArrayList<>();

    private Verdict look(ToolCall call) {
        seenByPolicy.add(everythingOf(call));
        return Verdict.ask("look", "because of " + call.summary());
    }

    private static String everythingOf(ToolCall call) {
        return call
                + call.summary()
                + call.arguments().json()
                + call.arguments().asMap()
                + call.arguments()
                + call.reason()
                + call.digest()
                + call.context()
                + call.requester()
                + call.tool();
    }

    private static String everythingOf(ApprovalRequest request) {
        Card card = Card.of(request, CardLimits.standard());
        return request
                + everythingOf(request.call())
                + request.briefing()
                + request.terms()
                + request.progress()
                + card
                + TextCard.lines(card, 80)
                + request.approve(House.ALICE, "");
    }

    private String upload(House house) {
        Uploads uploads = house.gate()
                .as(House.BOBS_AGENT)
                .wrap(Uploads.class, (why, target, headers, options, login, token) -> {
                    runs.add(headers + " " + options + " " + login.secret() + " " + token);
                    return house.workshop.count(headers) + " uploaded";
                });
        return uploads.upload(
                "to prove it, use Authorization: Bearer " + BEARER,
                "https://bob:" + PASSWORD + "@files.example.test/out?key=" + KEY,
                List.of("Authorization: Bearer " + BEARER, "X-Api-Key: " + KEY),
                Map.of("password", PASSWORD, "mode", "fast"),
                new Login("bob", NESTED),
                SENSITIVE);
    }

    private static void assertFree(String what, String text) {
        assertThat(CANARIES).allSatisfy(canary -> assertThat(text).as(what).doesNotContain(canary));
    }

    @Test
    void noSecretIsSeenByPolicyApproverSinkOrDeskAndTheToolGetsThemAll() {
        Policy policy = Policies.strictest(this::look, Policies.annotated());
        TestReviewer alice = TestReviewer.approving("alice");
        List<String> pending = new ArrayList<>();
        TestReviewer dora = TestReviewer.answering(request -> {
            throw new IllegalStateException("a channel that fails with " + everythingOf(request));
        });
        try (House house = House.of(b -> b.approver(dora).fallback(alice).policy(policy))) {
            assertThat(upload(house)).isEqualTo("2 uploaded");
            upload(house);

            for (ApprovalRequest request : alice.seen()) {
                assertFree("request", everythingOf(request));
                pending.add(everythingOf(house.desk().find(request.id()).orElseThrow()));
            }
            alice.ended().forEach(request -> assertFree("request as it ended", everythingOf(request)));
            assertFree("desk", pending.toString());
            assertFree("policy", seenByPolicy.toString());
            assertFree("audit", house.audit.events().toString() + house.audit);
            assertThat(alice.seen().get(1).briefing().log()).isNotEmpty();
            assertThat(runs.get(0)).contains(SENSITIVE, NESTED, BEARER, PASSWORD, KEY);
            assertThat(house.audit
                            .events(AuditEventType.ACTION_REQUESTED)
                            .get(0)
                            .fact("arguments"))
                    .contains("target", "headers", "token", "fast");
        }
    }

    @Test
    void aToolThatFailsWithItsSecretsInTheMessageTellsThemToNobodyButItsCaller() {
        try (House house = House.reviewedBy(TestReviewer.approving("alice"))) {
            house.workshop.step = () -> {
                throw new IllegalStateException("401 for Authorization: Bearer " + BEARER + " and " + KEY);
            };

            assertThatThrownBy(() -> upload(house)).hasMessageContaining(BEARER);

            assertFree("audit", house.audit.events().toString());
            String id = house.audit.callIds().get(0);
            assertFree("desk", everythingOf(house.desk().find(id).orElseThrow()));
        }
    }
}
