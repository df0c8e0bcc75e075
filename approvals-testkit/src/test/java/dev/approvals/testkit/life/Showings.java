package dev.approvals.testkit.life;

import dev.approvals.core.lifecycle.Step;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What channels have shown in one round, as the reference model keeps it. */
final class Showings {

    private record Showing(boolean whole, Instant since) {}

    private final Map<String, Showing> showings = new HashMap<>();

    void shown(String channel, boolean all, Instant now) {
        Showing before = showings.getOrDefault(channel, new Showing(false, now));
        showings.put(channel, new Showing(all, before.whole() ? before.since() : now));
    }

    void clear() {
        showings.clear();
    }

    /** Every reason against a decision that lies in what was shown to whoever decides, and since when. */
    Set<RefusalCode> against(Step.Decide step, Instant now, Duration dwell, Instant round) {
        Decision.Kind kind = step.decision().kind();
        if (kind != Decision.Kind.APPROVE && kind != Decision.Kind.BREAK_GLASS) {
            return Set.of();
        }
        Set<RefusalCode> against = new HashSet<>();
        Showing showing = step.channel().map(showings::get).orElse(null);
        if (step.channel().isPresent() && showing == null) {
            against.add(RefusalCode.NOT_DELIVERED);
        }
        if (showing != null && !showing.whole()) {
            against.add(RefusalCode.PARTIAL_VIEW);
        }
        Instant since = showing == null ? round : showing.since();
        if (!dwell.isZero() && Duration.between(since, now).compareTo(dwell) < 0) {
            against.add(RefusalCode.TOO_SOON);
        }
        return against;
    }
}
