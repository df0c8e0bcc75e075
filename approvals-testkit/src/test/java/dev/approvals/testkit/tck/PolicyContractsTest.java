package dev.approvals.testkit.tck;

import dev.approvals.call.ToolCall;
import dev.approvals.core.policy.LivePolicy;
import dev.approvals.core.policy.Policies;
import dev.approvals.policy.Policy;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Verdict;
import dev.approvals.testkit.call.TestCall;
import dev.approvals.tool.Risk;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** The policies that core brings keep to the contract. */
class PolicyContractsTest {

    private static final Policy ALLOW = Policy.always(Verdict.allow("allow", "harmless"));
    private static final Policy ASK = Policy.always(Verdict.ask(ReviewPlan.of(1, "dba"), "ask", "a person decides"));
    private static final Policy DENY = Policy.always(Verdict.deny("deny", "never"));

    @Nested
    class Constant extends PolicyTck {
        @Override
        protected Policy newPolicy() {
            return ASK;
        }
    }

    @Nested
    class Annotated extends PolicyTck {
        @Override
        protected Policy newPolicy() {
            return Policies.annotated();
        }
    }

    @Nested
    class Strictest extends PolicyTck {
        @Override
        protected Policy newPolicy() {
            return Policies.strictest(ALLOW, Policies.annotated(), ASK);
        }
    }

    @Nested
    class FirstMatch extends PolicyTck {
        @Override
        protected Policy newPolicy() {
            return Policies.firstMatch(
                    Policies.when("many rows", call -> call.arguments().get("rows", Integer.class) > 1_000)
                            .deny("too many rows"),
                    Policies.whenTool("high risk", tool -> tool.risk().compareTo(Risk.HIGH) >= 0)
                            .ask("a person decides"),
                    Policies.when("acme", call -> "acme".equals(call.context().get("tenant")))
                            .allow("their own data"));
        }

        @Override
        protected List<ToolCall> calls() {
            return List.of(
                    TestCall.of("export")
                            .with("rows", 5)
                            .context("tenant", "acme")
                            .call(),
                    TestCall.of("export").with("rows", 5_000).call());
        }
    }

    @Nested
    class ByTool extends PolicyTck {
        @Override
        protected Policy newPolicy() {
            return Policies.byTool(Map.of("export", ASK, "nothing", ALLOW), DENY);
        }
    }

    @Nested
    class ByRisk extends PolicyTck {
        @Override
        protected Policy newPolicy() {
            return Policies.byRisk(Map.of(Risk.LOW, ALLOW, Risk.HIGH, ASK));
        }
    }

    @Nested
    class Within extends PolicyTck {
        @Override
        protected Policy newPolicy() {
            return Policies.within(Duration.ofSeconds(30), Policies.strictest(ASK, ALLOW));
        }
    }

    @Nested
    class Live extends PolicyTck {
        @Override
        protected Policy newPolicy() {
            return new LivePolicy(Policies.strictest(ASK, ALLOW));
        }
    }

    @Nested
    class OfAPolicyThatFails extends PolicyTck {
        @Override
        protected Policy newPolicy() {
            return Policies.strictest(ALLOW, call -> {
                throw new IllegalStateException("broken");
            });
        }
    }
}
