package dev.approvals.policy;

import java.util.Objects;

/**
 * A policy's answer about one call, with the rule that gave it and why.
 *
 * <p>The rule and the reason are for people and the audit; the model sees neither.
 */
public sealed interface Verdict {

    /** {@return the rule that decided} */
    String rule();

    /** {@return why, in words} */
    String why();

    /**
     * The call may run without a person. A call of critical risk is asked all the same.
     *
     * @param rule the rule that decided
     * @param why why, in words
     */
    record Allow(String rule, String why) implements Verdict {
        /** Checks the components. */
        public Allow {
            requireWords(rule, why);
        }
    }

    /**
     * The call does not run.
     *
     * @param rule the rule that decided
     * @param why why, in words
     */
    record Deny(String rule, String why) implements Verdict {
        /** Checks the components. */
        public Deny {
            requireWords(rule, why);
        }
    }

    /**
     * A person is asked.
     *
     * @param plan who, how many, until when
     * @param escalated whether to begin one level up
     * @param rule the rule that decided
     * @param why why, in words
     */
    record Ask(ReviewPlan plan, boolean escalated, String rule, String why) implements Verdict {
        /** Checks the components. */
        public Ask {
            Objects.requireNonNull(plan, "plan");
            requireWords(rule, why);
        }
    }

    private static void requireWords(String rule, String why) {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(why, "why");
    }

    /**
     * Lets the call run.
     *
     * @param rule the rule that decided
     * @param why why, in words
     * @return the verdict
     */
    static Verdict allow(String rule, String why) {
        return new Allow(rule, why);
    }

    /**
     * Refuses the call.
     *
     * @param rule the rule that decided
     * @param why why, in words
     * @return the verdict
     */
    static Verdict deny(String rule, String why) {
        return new Deny(rule, why);
    }

    /**
     * Asks the tool's own reviewers.
     *
     * @param rule the rule that decided
     * @param why why, in words
     * @return the verdict
     */
    static Verdict ask(String rule, String why) {
        return new Ask(ReviewPlan.ofTool(), false, rule, why);
    }

    /**
     * Asks by a plan.
     *
     * @param plan who, how many, until when
     * @param rule the rule that decided
     * @param why why, in words
     * @return the verdict
     */
    static Verdict ask(ReviewPlan plan, String rule, String why) {
        return new Ask(plan, false, rule, why);
    }

    /**
     * Asks by a plan, one level up. A plan without that level refuses the call.
     *
     * @param plan who, how many, until when
     * @param rule the rule that decided
     * @param why why, in words
     * @return the verdict
     */
    static Verdict escalate(ReviewPlan plan, String rule, String why) {
        return new Ask(plan, true, rule, why);
    }
}
