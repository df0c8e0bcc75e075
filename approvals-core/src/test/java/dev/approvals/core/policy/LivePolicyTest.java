package dev.approvals.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.call.ToolCall;
import dev.approvals.policy.Policy;
import dev.approvals.policy.Verdict;
import dev.approvals.tool.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LivePolicyTest {

    private static final Verdict YES = Verdict.allow("reads", "changes nothing");
    private static final Verdict NO = Verdict.deny("freeze", "no changes on a Friday");
    private static final ToolSpec READ = ToolSpec.named("read").build();

    private final LivePolicy live = new LivePolicy(Policy.always(YES));
    private final List<String> told = new ArrayList<>();

    @Test
    void callsAreJudgedByTheNewPolicyOnceItIsReplaced() {
        Policy bound = live.bind(READ);
        assertThat(bound.constant()).contains(YES);

        live.replace(Policy.always(NO));

        assertThat(live.evaluate(TestCall.of("read"))).isEqualTo(NO);
        assertThat(bound.evaluate(TestCall.of("read"))).isEqualTo(NO);
        assertThat(bound.constant()).contains(NO);
    }

    @Test
    void listenersHearOfEachReplacementUntilForgotten() {
        Runnable listener = () -> told.add(live.version());
        live.bind(READ).onChange(listener);

        live.replace(Policy.always(NO));
        live.forget(listener);
        live.replace(Policy.always(YES));

        assertThat(told).containsExactly("2");
    }

    @Test
    void aListenerThatThrowsKeepsNobodyElseFromHearing() {
        live.onChange(() -> {
            throw new IllegalArgumentException("rule \"rows\" does not fit tool mail");
        });
        live.onChange(() -> told.add("heard"));

        assertThatThrownBy(() -> live.replace(Policy.always(NO))).hasMessageContaining("does not fit tool mail");

        assertThat(told).containsExactly("heard");
        assertThat(live.evaluate(TestCall.of("read"))).isEqualTo(NO);
    }

    @Test
    void aPolicyThatChangesItselfIsFollowedWhileItIsThePresentOne() {
        LivePolicy inner = new LivePolicy(Policies.byTool(Map.of("read", Policy.always(YES))));
        live.replace(inner);
        live.onChange(() -> told.add(live.version()));
        Policy bound = live.bind(READ);

        inner.replace(Policy.always(NO));
        assertThat(bound.constant()).contains(NO);
        live.replace(Policy.always(YES));
        inner.replace(Policy.always(NO));

        assertThat(told).containsExactly("2:2", "3");
        assertThat(bound.evaluate(TestCall.of("read"))).isEqualTo(YES);
    }

    @Test
    void rulesThatDoNotFitAToolRefuseItsCalls() {
        Policy bound = live.bind(READ);
        live.replace(new Policy() {
            @Override
            public Verdict evaluate(ToolCall call) {
                return YES;
            }

            @Override
            public Policy bind(ToolSpec tool) {
                throw new IllegalArgumentException("rule \"rows\" does not fit tool " + tool);
            }
        });

        assertThatThrownBy(() -> bound.evaluate(TestCall.of("read"))).hasMessageContaining("does not fit tool read");
    }
}
