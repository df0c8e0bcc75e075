package dev.approvals.testkit.life;

import dev.approvals.core.lifecycle.RequestState;
import dev.approvals.core.lifecycle.Terms;
import dev.approvals.policy.Level;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which level is asked, since when, and what time does to that, as the reference model keeps it. */
final class Asked {

    private final Terms terms;
    private final Set<String> earlier = new HashSet<>();
    private int level;
    private int round;
    private Instant since = Story.START;
    private int reminders;

    Asked(Terms terms, int firstLevel) {
        this.terms = terms;
        this.level = firstLevel;
    }

    int level() {
        return level;
    }

    int round() {
        return round;
    }

    Instant since() {
        return since;
    }

    Level levelNow() {
        return terms.plan().levels().get(level);
    }

    boolean votedLower(String person) {
        return earlier.contains(person);
    }

    /** How the request should tell it. */
    RequestState.Asking now() {
        return new RequestState.Asking(level, round, since, reminders, earlier);
    }

    boolean hasHigher() {
        List<Level> levels = terms.plan().levels();
        return level + 1 < levels.size()
                && levels.get(level + 1).people() >= levelNow().people();
    }

    void climb(Instant now, Set<String> decided) {
        if (terms.plan().otherPeople()) {
            earlier.addAll(decided);
        }
        level++;
        round++;
        since = now;
        reminders = 0;
    }

    Optional<Instant> escalation() {
        return terms.plan()
                .timing()
                .escalateAfter()
                .map(since::plus)
                .filter(at -> hasHigher() && at.isBefore(terms.decideBy()));
    }

    Optional<Instant> reminder() {
        return terms.plan()
                .timing()
                .remindEvery()
                .map(pause -> since.plus(pause.multipliedBy(reminders + 1)))
                .filter(at -> reminders < 3 && at.isBefore(terms.decideBy()));
    }

    /** Whether there was something to remind of. */
    boolean remind(Instant now) {
        int before = reminders;
        while (reminder().filter(at -> !now.isBefore(at)).isPresent()) {
            reminders++;
        }
        return reminders > before;
    }
}
