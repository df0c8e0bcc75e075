package dev.approvals.journal.report;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The calls that are under way, in bounded memory. A call that ended is remembered a little longer: in merged journals
 * events of one moment may come in any order.
 */
final class Lives {

    private static final int MOST_OPEN = 10_000;
    private static final int MOST_ENDED = 256;

    private static final Set<String> ENDS = Set.of(
            "action.joined",
            "action.completed",
            "action.failed",
            "action.outcome_unknown",
            "approval.expired",
            "approval.cancelled",
            "approval.invalidated",
            "approval.revoked",
            "approval.lapsed");

    /** What comes after the end, or stands in a life of its own. */
    private static final Set<String> NO_BEGINNINGS =
            Set.of("outcome.delivered", "review.recorded", "approval.refused", "tool.locked", "break_glass.reviewed");

    private final Map<String, Life> open = new LinkedHashMap<>();
    private final Map<String, Life> ended = new LinkedHashMap<>();
    private final Consumer<Life> settle;
    private long forgotten;

    Lives(Consumer<Life> settle) {
        this.settle = settle;
    }

    /** The life that an event belongs to, with the event in it. */
    Life see(Seen seen) {
        Life life = find(seen);
        life.number(seen.event().sequence());
        note(seen, life);
        if (!life.ended && ends(seen)) {
            end(seen.event().callId(), life);
        }
        return life;
    }

    private Life find(Seen seen) {
        String call = seen.event().callId();
        Life known = open.containsKey(call) ? open.get(call) : ended.get(call);
        if (known != null) {
            return known;
        }
        Life life = new Life(seen);
        if (isCall(seen)) {
            open.put(call, life);
            forgetEldest();
        }
        return life;
    }

    private static boolean isCall(Seen seen) {
        return !seen.event().origin().tool().isEmpty()
                && !NO_BEGINNINGS.contains(seen.type())
                && !seen.type().startsWith("grant.");
    }

    private void forgetEldest() {
        if (open.size() > MOST_OPEN) {
            Iterator<Life> eldest = open.values().iterator();
            eldest.next();
            eldest.remove();
            forgotten++;
        }
    }

    private static void note(Seen seen, Life life) {
        switch (seen.type()) {
            case "action.requested" -> life.said(seen);
            case "approval.requested" -> {
                life.said(seen);
                life.asks(seen.at());
                life.asked = seen.row();
                life.digest = seen.fact("digest");
                life.decideBy = instant(seen.fact("decideBy"));
            }
            case "approval.escalated" -> life.asks(seen.at());
            case "approval.notified" -> life.shown(seen.at());
            case "approval.decided" -> {
                if (seen.is("approved", "true")) {
                    life.approved = Life.Approved.BY_PEOPLE;
                }
            }
            case "break_glass.used" -> life.approved = Life.Approved.IN_EMERGENCY;
            default -> {}
        }
    }

    private static Instant instant(String text) {
        try {
            return text.isEmpty() ? Instant.MAX : Instant.parse(text);
        } catch (DateTimeException notOurs) {
            return Instant.MAX;
        }
    }

    private static boolean ends(Seen seen) {
        return ENDS.contains(seen.type())
                || (seen.type().equals("approval.decided") && seen.is("decision", "DENY"))
                || (seen.type().equals("policy.evaluated") && seen.is("verdict", "deny") && !seen.is("held", "false"));
    }

    private void end(String call, Life life) {
        life.ended = true;
        if (open.remove(call) == null) {
            return;
        }
        ended.put(call, life);
        if (ended.size() > MOST_ENDED) {
            Iterator<Life> eldest = ended.values().iterator();
            settle.accept(eldest.next());
            eldest.remove();
        }
    }

    /** The journal is over: those that still run are judged as they stand. */
    void close() {
        ended.values().forEach(settle);
        open.values().forEach(settle);
    }

    /** Those that had not ended. */
    Stream<Life> open() {
        return open.values().stream();
    }

    /** How many calls were under way at once beyond what is followed. */
    long forgotten() {
        return forgotten;
    }
}
