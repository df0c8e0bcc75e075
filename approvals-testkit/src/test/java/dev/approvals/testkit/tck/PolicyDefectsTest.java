package dev.approvals.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.call.ToolCall;
import dev.approvals.policy.Policy;
import dev.approvals.policy.Verdict;
import dev.approvals.tool.ToolSpec;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Policies with one fault each: the kit finds every one of them. */
class PolicyDefectsTest {

    @Test
    void aPolicyThatAnswersNullIsFound() {
        assertThat(Kits.failures(Nulls.class)).contains("everyCallHasAVerdictWithRuleAndReason");
    }

    static class Nulls extends PolicyTck {
        @Override
        @SuppressWarnings("NullAway")
        protected Policy newPolicy() {
            return call -> call.context().isEmpty() ? null : Verdict.ask("tenant", "it has one");
        }
    }

    @Test
    void aPolicyThatTrustsArgumentsToBeThereIsFound() {
        assertThat(Kits.failures(Trusts.class)).contains("everyCallHasAVerdictWithRuleAndReason");
    }

    static class Trusts extends PolicyTck {
        @Override
        protected Policy newPolicy() {
            return call -> call.arguments().get("rows", Integer.class) > 10
                    ? Verdict.ask("rows", "many rows")
                    : Verdict.allow("rows", "few rows");
        }
    }

    @Test
    void aPolicyThatSaysNoReasonIsFound() {
        assertThat(Kits.failures(NoReason.class)).containsExactly("everyCallHasAVerdictWithRuleAndReason");
    }

    static class NoReason extends PolicyTck {
        @Override
        protected Policy newPolicy() {
            return call -> Verdict.deny("rule", " ");
        }
    }

    @Test
    void aPolicyThatCountsIsFound() {
        assertThat(Kits.failures(Counts.class)).contains("theSameCallHasTheSameVerdict");
    }

    static class Counts extends PolicyTck {
        @Override
        protected Policy newPolicy() {
            AtomicInteger count = new AtomicInteger();
            return call -> Verdict.ask("rule", "call number " + count.incrementAndGet());
        }
    }

    @Test
    void aConstantThatIsNoneIsFound() {
        assertThat(Kits.failures(NotConstant.class)).contains("whatItCallsConstantIsItsVerdictOnEveryCall");
    }

    static class NotConstant extends PolicyTck {
        @Override
        protected Policy newPolicy() {
            return new Policy() {
                @Override
                public Verdict evaluate(ToolCall call) {
                    return call.context().isEmpty() ? Verdict.ask("b", "no tenant") : Verdict.allow("a", "tenant");
                }

                @Override
                public Optional<Verdict> constant() {
                    return Optional.of(Verdict.allow("a", "tenant"));
                }
            };
        }
    }

    @Test
    void aPolicyThatLoosensWhenItIsBoundIsFound() {
        assertThat(Kits.failures(Loosens.class)).contains("boundToAToolItSaysTheSame");
    }

    static class Loosens extends PolicyTck {
        @Override
        protected Policy newPolicy() {
            return new Policy() {
                @Override
                public Verdict evaluate(ToolCall call) {
                    return Verdict.ask("a", "always");
                }

                @Override
                public Policy bind(ToolSpec tool) {
                    return Policy.always(Verdict.allow("b", "bound"));
                }
            };
        }
    }
}
