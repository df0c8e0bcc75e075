package dev.approvals.core.lifecycle;

import dev.approvals.audit.AuditEventType;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.Person;
import dev.approvals.review.RequestStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What single people were shown, beside what channels have shown to everybody. Both stand among a state's deliveries. */
public final class Showing {

    /** Stands between channel and person; no approver has it in its name. */
    private static final char TO = '\n';

    private Showing() {}

    static Progress<RequestState> show(RequestState state, Step.Show step, Instant now) {
        Optional<Person> person = step.roster().person(step.reviewer());
        if (person.isEmpty()) {
            return new Progress.Rejected<>(
                    RefusalCode.UNKNOWN_REVIEWER, "The directory knows no person behind " + step.reviewer() + ".");
        }
        if (state.status() != RequestStatus.PENDING || step.round() != state.round()) {
            return new Progress.Same<>("The request has moved on since it was shown.");
        }
        String key = step.channel() + TO + person.get().id();
        RequestState.Shown before = state.deliveries().get(key);
        if (before != null && before.delivery().equals(step.delivery())) {
            return new Progress.Same<>("This was shown before.");
        }
        Map<String, String> facts = Say.facts(step.reviewer(), step.roster(), "");
        facts.remove("comment");
        facts.put("channel", step.channel());
        facts.put("round", String.valueOf(step.round()));
        facts.put("card", step.delivery().cardDigest());
        facts.put("whole", String.valueOf(step.delivery().whole()));
        return new Progress.Moved<>(
                state.delivered(key, step.delivery(), now), AuditEventType.APPROVAL_SHOWN, facts, "Shown.");
    }

    /** What somebody was shown by a channel: to them alone, or else to everybody. */
    static Optional<RequestState.Shown> to(String channel, Optional<Person> person, RequestState state) {
        Optional<RequestState.Shown> own =
                person.flatMap(p -> Optional.ofNullable(state.deliveries().get(channel + TO + p.id())));
        return own.or(() -> Optional.ofNullable(state.deliveries().get(channel)));
    }

    /**
     * The channels that have shown a request to everybody whom they reach.
     *
     * @param state the request's state
     * @return their names
     */
    public static Set<String> channels(RequestState state) {
        return state.deliveries().keySet().stream()
                .filter(key -> key.indexOf(TO) < 0)
                .collect(Collectors.toUnmodifiableSet());
    }
}
