package dev.approvals.core.policy;

import static dev.approvals.core.policy.Policies.annotated;
import static dev.approvals.core.policy.Policies.byRisk;
import static dev.approvals.core.policy.Policies.byTool;
import static dev.approvals.core.policy.Policies.firstMatch;
import static dev.approvals.core.policy.Policies.strictest;
import static dev.approvals.core.policy.Policies.when;
import static dev.approvals.core.policy.Policies.whenTool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.approvals.call.ToolCall;
import dev.approvals.policy.Level;
import dev.approvals.policy.Policy;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Verdict;
import dev.approvals.tool.Risk;
import dev.approvals.tool.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PoliciesTest {

    private static final Policy ALLOW = Policy.always(Verdict.allow("reads", "changes nothing"));
    private static final Policy ASK = Policy.always(Verdict.ask(ReviewPlan.of(1, "dba"), "writes", "changes data"));
    private static final Policy DENY = Policy.always(Verdict.deny("freeze", "no changes on a Friday"));
    private static final Policy ESCALATE =
            Policy.always(Verdict.escalate(ReviewPlan.of(1, "dba").then(1, "ciso"), "large", "leaves the house"));
    private static final Policy THROWS = call -> {
        throw new IllegalStateException("no connection");
    };
    private static final Policy NULL = call -> null;
    private static final ToolSpec EXPORT = ToolSpec.named("export")
            .risk(Risk.HIGH)
            .parameter("rows", int.class)
            .build();
    private static final ToolCall CALL = TestCall.of(EXPORT, Map.of("rows", 5_000));

    @Test
    void theStrictestVerdictWins() {
        assertThat(judge(strictest(ALLOW, ASK))).isEqualTo(judge(ASK));
        assertThat(judge(strictest(ESCALATE, ALLOW))).isEqualTo(judge(ESCALATE));
        assertThat(judge(strictest(ASK, ESCALATE, DENY, ALLOW))).isEqualTo(judge(DENY));
    }

    @Test
    void twoThatAskAreBothSatisfiedAndBothNamed() {
        Policy security = Policy.always(Verdict.ask(ReviewPlan.of(1, "security"), "pii", "personal data"));

        Verdict.Ask both = (Verdict.Ask) judge(strictest(ASK, security, ALLOW));

        assertThat(both.plan().levels().get(0).describe()).isEqualTo("1 of dba and 1 of security");
        assertThat(both.rule()).isEqualTo("writes + pii");
        assertThat(both.why()).isEqualTo("changes data; personal data");
    }

    @Test
    void anEscalationCarriesOverToTheMergedPlan() {
        Verdict.Ask both = (Verdict.Ask) judge(strictest(ASK, ESCALATE));

        assertThat(both.escalated()).isTrue();
        assertThat(both.plan().levels().stream().map(Level::describe))
                .containsExactly("1 of dba", "1 of dba and 1 of ciso");
    }

    @Test
    void anEscalationThatAMergedPlanWouldLoseIsDenied() {
        Policy nowhere = Policy.always(Verdict.escalate(ReviewPlan.of(1, "dba"), "large", "leaves the house"));
        Policy gatesOwn = Policy.always(Verdict.escalate(ReviewPlan.ofTool(), "large", "leaves the house"));

        assertThat(judge(strictest(ESCALATE, nowhere)).why()).contains("no second level: add one");
        assertThat(judge(strictest(gatesOwn, ASK)))
                .isInstanceOf(Verdict.Deny.class)
                .extracting(Verdict::why)
                .asString()
                .contains("rule \"writes\" names levels: name them in both");
        assertThat(judge(strictest(gatesOwn, annotated()))).isInstanceOf(Verdict.Ask.class);
    }

    @Test
    void aPartThatFailsDeniesAndSaysWhich() {
        assertThat(judge(strictest(ALLOW, THROWS)))
                .isEqualTo(Verdict.deny(
                        Policies.FAILURE, "part 2 of strictest threw java.lang.IllegalStateException: no connection"));
        assertThat(judge(strictest(NULL, ALLOW)))
                .isEqualTo(Verdict.deny(Policies.FAILURE, "part 1 of strictest gave no verdict (null)"));
    }

    @Test
    void strictestOfNothingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> strictest()).withMessageContaining("at least one policy");
    }

    @Test
    void theFirstRuleThatMatchesDecides() {
        Policy rules = firstMatch(
                        when("small", c -> rows(c) <= 1_000).allow("a small export"),
                        when("huge", c -> rows(c) > 1_000_000).deny("the whole table"),
                        when("large", c -> rows(c) > 100_000).escalate(ReviewPlan.ofTool(), "much of the table"))
                .otherwise(ASK);

        assertThat(rules.evaluate(export(10))).isEqualTo(Verdict.allow("small", "a small export"));
        assertThat(rules.evaluate(export(2_000_000))).isEqualTo(Verdict.deny("huge", "the whole table"));
        assertThat(rules.evaluate(export(200_000)))
                .isEqualTo(Verdict.escalate(ReviewPlan.ofTool(), "large", "much of the table"));
        assertThat(rules.evaluate(export(5_000))).isEqualTo(judge(ASK));
    }

    @Test
    void withoutAMatchTheCallIsDenied() {
        assertThat(firstMatch(when("never", c -> false).allow("never")).evaluate(CALL))
                .isEqualTo(Verdict.deny("first match", "no rule matches this call"));
    }

    @Test
    void aRuleThatFailsStopsTheSearch() {
        Policy rules = firstMatch(when("rows", c -> rows(c) < 10).allow("few")).otherwise(ALLOW);
        Policy noVerdict = firstMatch(when("all", c -> true).then(NULL)).otherwise(ALLOW);

        assertThat(rules.evaluate(TestCall.of("mail")))
                .satisfies(v -> assertThat(v.rule()).isEqualTo(Policies.FAILURE))
                .satisfies(v -> assertThat(v.why()).startsWith("the condition of rule \"rows\" threw"));
        assertThat(noVerdict.evaluate(CALL))
                .isEqualTo(Verdict.deny(Policies.FAILURE, "rule \"all\" gave no verdict (null)"));
    }

    @Test
    void unknownToolsAreDeniedUnlessSaidOtherwise() {
        assertThat(byTool(Map.of("read", ALLOW)).evaluate(CALL))
                .isEqualTo(Verdict.deny("by tool", "no policy is given for this tool"));
        assertThat(byTool(Map.of("read", ALLOW), ASK).evaluate(CALL)).isEqualTo(judge(ASK));
        assertThat(byTool(Map.of("export", DENY), ALLOW).evaluate(CALL)).isEqualTo(judge(DENY));
    }

    @Test
    void theRiskChoosesThePolicy() {
        Policy policy = byRisk(Map.of(Risk.LOW, ALLOW, Risk.HIGH, ASK));

        assertThat(policy.evaluate(CALL)).isEqualTo(judge(ASK));
        assertThat(policy.evaluate(TestCall.of("mail")).why()).contains("no policy is given for this risk");
    }

    @Test
    void whatDependsOnNoArgumentIsDecidedWhenTheToolIsWrapped() {
        Policy rules = firstMatch(
                        whenTool("reads", t -> t.name().startsWith("get")).allow("changes nothing"),
                        when("small", c -> rows(c) < 10).allow("small"))
                .otherwise(ASK);

        assertThat(rules.bind(ToolSpec.named("getUser").build()).constant())
                .contains(Verdict.allow("reads", "changes nothing"));
        assertThat(rules.bind(EXPORT).constant()).isEmpty();
        assertThat(rules.bind(EXPORT).evaluate(export(5))).isEqualTo(Verdict.allow("small", "small"));
        assertThat(byTool(Map.of("export", ASK)).bind(EXPORT).constant()).contains(judge(ASK));
        assertThat(byTool(Map.of("read", ASK)).bind(EXPORT).constant()).containsInstanceOf(Verdict.Deny.class);
        assertThat(byRisk(Map.of(Risk.HIGH, byTool(Map.of("export", ALLOW))))
                        .bind(EXPORT)
                        .constant())
                .contains(judge(ALLOW));
        assertThat(strictest(rules, DENY).bind(EXPORT).constant()).contains(judge(DENY));
        assertThat(strictest(rules, ALLOW).bind(EXPORT).constant()).isEmpty();
        assertThat(strictest(ASK, ALLOW).bind(EXPORT).constant()).contains(judge(ASK));
    }

    @Test
    void aBoundPolicyIsBoundAnewFromTheWhole() {
        Policy policy = byTool(Map.of("export", ASK, "read", ALLOW));

        assertThat(policy.bind(EXPORT).bind(ToolSpec.named("read").build()).constant())
                .contains(judge(ALLOW));
    }

    @Test
    void aToolConditionThatThrowsFailsTheWrapAndNamesBoth() {
        Policy rules = firstMatch(
                whenTool("odd", t -> t.parameters().get(0).sensitive()).deny("odd"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> rules.bind(ToolSpec.named("ping").build()))
                .withMessageContaining("rule \"odd\" cannot judge tool ping");
    }

    @Test
    void versionsAndChangesComeThroughEveryCombinator() {
        Changing file = new Changing();
        Policy whole = strictest(
                byTool(Map.of("export", firstMatch(when("all", c -> true).then(file)))), byRisk(Map.of(), file), ALLOW);
        List<String> told = new ArrayList<>();

        whole.bind(EXPORT).onChange(() -> told.add("changed"));
        file.listeners.forEach(Runnable::run);

        assertThat(whole.version()).isEqualTo("rules-3");
        assertThat(whole.bind(EXPORT).version()).isEqualTo("rules-3");
        assertThat(told).containsExactly("changed", "changed");
    }

    @Test
    void theAnnotatedPolicyAsksTheToolsReviewers() {
        assertThat(annotated().constant().orElseThrow())
                .isInstanceOfSatisfying(
                        Verdict.Ask.class, ask -> assertThat(ask.plan()).isEqualTo(ReviewPlan.ofTool()));
    }

    private static Verdict judge(Policy policy) {
        return policy.evaluate(CALL);
    }

    private static int rows(ToolCall call) {
        return Optional.ofNullable(call.arguments().get("rows", Integer.class)).orElseThrow();
    }

    private static ToolCall export(int rows) {
        return TestCall.of(EXPORT, Map.of("rows", rows));
    }

    private static final class Changing implements Policy {
        private final List<Runnable> listeners = new ArrayList<>();

        @Override
        public Verdict evaluate(ToolCall call) {
            return Verdict.ask("file", "asked");
        }

        @Override
        public void onChange(Runnable listener) {
            listeners.add(listener);
        }

        @Override
        public String version() {
            return "rules-3";
        }
    }
}
