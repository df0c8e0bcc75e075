package dev.approvals.core.policy;

import dev.approvals.policy.Verdict;
import dev.approvals.policy.Verdict.Allow;
import dev.approvals.policy.Verdict.Ask;
import dev.approvals.policy.Verdict.Deny;

/** How two verdicts about one call become one. */
final class Verdicts {

    private Verdicts() {}

    /** The stricter of two verdicts; where both say the same, one verdict that names both rules. */
    static Verdict strictest(Verdict one, Verdict other) {
        if (one instanceof Deny || other instanceof Deny) {
            return one instanceof Deny ? one : other;
        }
        if (one instanceof Ask first && other instanceof Ask second) {
            return both(first, second);
        }
        if (one instanceof Ask || other instanceof Ask) {
            return one instanceof Ask ? one : other;
        }
        return new Allow(rules(one, other), reasons(one, other));
    }

    private static Verdict both(Ask one, Ask other) {
        if (cannotEscalate(one, other)) {
            return unmergeable(one, other);
        }
        if (cannotEscalate(other, one)) {
            return unmergeable(other, one);
        }
        return new Ask(
                Plans.strictest(one.plan(), other.plan()),
                one.escalated() || other.escalated(),
                rules(one, other),
                reasons(one, other));
    }

    /**
     * Whether a verdict escalates to a level that a merged plan would not keep: one that its plan does not have, or one
     * of the gate's own, which are unknown here and give way to levels that the other plan names.
     */
    private static boolean cannotEscalate(Ask ask, Ask other) {
        int levels = ask.plan().levels().size();
        boolean gatesOwn = levels == 0 && !other.plan().levels().isEmpty();
        return ask.escalated() && (levels == 1 || gatesOwn);
    }

    private static Verdict unmergeable(Ask escalated, Ask other) {
        String fault = escalated.plan().levels().isEmpty()
                ? "it escalates to the gate's own level, but rule \"" + other.rule()
                        + "\" names levels: name them in both"
                : "it escalates, but its plan has no second level: add one";
        return new Deny(escalated.rule(), escalated.why() + " (" + fault + ")");
    }

    private static String rules(Verdict one, Verdict other) {
        return join(one.rule(), " + ", other.rule());
    }

    private static String reasons(Verdict one, Verdict other) {
        return join(one.why(), "; ", other.why());
    }

    private static String join(String one, String between, String other) {
        return one.equals(other) ? one : one + between + other;
    }
}
