package dev.approvals.testkit.life;

import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.Decision;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What channels have shown in one round, as the reference model keeps it. */
final class Showings {

    private final Map<String, Boolean> whole = new HashMap<>();

    void shown(String channel, boolean all) {
        whole.put(channel, all);
    }

    void clear() {
        whole.clear();
    }

    /** Every reason against a decision that came through a channel. */
    Set<RefusalCode> against(Decision decision, String channel) {
        boolean lets = decision.kind() == Decision.Kind.APPROVE || decision.kind() == Decision.Kind.BREAK_GLASS;
        if (!lets) {
            return Set.of();
        }
        if (!whole.containsKey(channel)) {
            return Set.of(RefusalCode.NOT_DELIVERED);
        }
        return whole.get(channel) ? Set.of() : Set.of(RefusalCode.PARTIAL_VIEW);
    }
}
