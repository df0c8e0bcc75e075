package dev.approvals.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.approvals.call.ToolCall;
import dev.approvals.policy.Policy;
import dev.approvals.policy.Verdict;
import dev.approvals.testkit.random.RandomSource;
import dev.approvals.tool.ToolSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every policy keeps to: it has a verdict on every call, however hostile, with rule and reason; it gives the same one
 * each time, from every thread, bound or not; and what it calls constant is.
 *
 * <p>To extend by a test class of the policy. The kit brings calls of its own; {@link #calls} adds those that the policy's
 * rules are about.
 */
public abstract class PolicyTck {

    private final List<ToolCall> calls = new ArrayList<>();
    private Optional<Policy> made = Optional.empty();

    /** For test classes of a policy. */
    protected PolicyTck() {}

    /**
     * Makes the policy; called before each test.
     *
     * @return the policy
     * @throws Exception if it cannot be made
     */
    protected abstract Policy newPolicy() throws Exception;

    /**
     * Makes calls that the policy's rules are about, best of every rule; made with
     * {@link dev.approvals.testkit.call.TestCall}.
     *
     * @return the calls; none by default
     */
    protected List<ToolCall> calls() {
        return List.of();
    }

    @BeforeEach
    void makePolicyAndCalls() throws Exception {
        made = Optional.of(newPolicy());
        calls.addAll(calls());
        calls.addAll(SampleCalls.all());
    }

    private Policy policy() {
        return made.orElseThrow();
    }

    @Test
    void everyCallHasAVerdictWithRuleAndReason() {
        for (ToolCall call : calls) {
            Verdict verdict = verdict(policy(), call);

            assertThat(verdict.rule()).as("rule that decided on %s", name(call)).isNotBlank();
            assertThat(verdict.why())
                    .as("reason of the verdict on %s", name(call))
                    .isNotBlank();
        }
    }

    @Test
    void theSameCallHasTheSameVerdict() {
        Map<String, Verdict> first = verdicts(calls);
        List<ToolCall> shuffled = RandomSource.seeded(1).shuffled(calls);

        assertThat(verdicts(shuffled)).isEqualTo(first);
    }

    @Test
    void everyThreadGetsTheSameVerdicts() {
        Map<String, Verdict> alone = verdicts(calls);

        List<Map<String, Verdict>> together =
                Race.of(16, racer -> verdicts(RandomSource.seeded(racer).shuffled(calls)));

        assertThat(together).containsOnly(alone);
    }

    @Test
    void boundToAToolItSaysTheSame() {
        for (ToolCall call : calls) {
            assertThat(verdict(bind(policy(), call.tool()), call))
                    .as("verdict of the bound policy on %s", name(call))
                    .isEqualTo(verdict(policy(), call));
        }
    }

    @Test
    void boundTwiceItSaysTheSame() {
        for (ToolCall call : calls) {
            Policy once = bind(policy(), call.tool());

            assertThat(verdict(bind(once, call.tool()), call))
                    .as("verdict of the twice bound policy on %s", name(call))
                    .isEqualTo(verdict(once, call));
            assertThat(bind(policy(), call.tool()).constant()).isEqualTo(once.constant());
        }
    }

    @Test
    void whatItCallsConstantIsItsVerdictOnEveryCall() {
        assertConstantHolds(policy(), calls);
        for (ToolCall call : calls) {
            assertConstantHolds(bind(policy(), call.tool()), List.of(call));
        }
    }

    private static void assertConstantHolds(Policy policy, List<ToolCall> calls) {
        Optional<Verdict> constant = policy.constant();
        assertThat(policy.constant()).as("constant, asked again").isEqualTo(constant);
        constant.ifPresent(same -> assertThat(calls)
                .allSatisfy(call -> assertThat(verdict(policy, call))
                        .as("verdict of a constant policy on %s", name(call))
                        .isEqualTo(same)));
    }

    @Test
    void itsVersionIsTextAndStaysWhileNothingChanges() {
        String version = policy().version();
        verdicts(calls);

        assertThat(version).isNotNull();
        assertThat(policy().version()).isEqualTo(version);
    }

    @Test
    void whoeverWantsToHearOfChangesMay() {
        assertThatCode(() -> policy().onChange(() -> {})).doesNotThrowAnyException();
    }

    private Map<String, Verdict> verdicts(List<ToolCall> asked) {
        Map<String, Verdict> verdicts = new HashMap<>();
        asked.forEach(call -> verdicts.put(call.id(), verdict(policy(), call)));
        return verdicts;
    }

    private static Policy bind(Policy policy, ToolSpec tool) {
        Policy bound = policy.bind(tool);
        assertThat((Object) bound).as("policy bound to %s", shown(tool.name())).isNotNull();
        return bound;
    }

    private static Verdict verdict(Policy policy, ToolCall call) {
        try {
            Verdict verdict = policy.evaluate(call);
            assertThat((Object) verdict).as("verdict on %s", name(call)).isNotNull();
            return verdict;
        } catch (RuntimeException e) {
            throw new AssertionError("The policy threw on " + name(call) + ": " + e, e);
        }
    }

    private static String name(ToolCall call) {
        return "a call of " + shown(call.tool().name());
    }

    private static String shown(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }
}
