package dev.approvals.core.policy;

import dev.approvals.policy.Level;
import dev.approvals.policy.Seats;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/** How two levels become one, and how one gets more people. */
final class Levels {

    private Levels() {}

    /**
     * A level whose every set of approvers satisfies both levels.
     *
     * <p>A seat counts for both where everybody who may take it might take a seat of either: that is where the groups of
     * one seat are among the other's. The seats that remain are all kept. Groups are never intersected, so two levels
     * that people can fill stay one that enough people can fill.
     */
    static Level both(Level one, Level other) {
        List<Open> ours = open(one);
        List<Open> theirs = open(other);
        Map<Set<String>, Integer> seats = new LinkedHashMap<>();
        share(ours, theirs, Set::equals, seats);
        share(ours, theirs, (a, b) -> !a.isEmpty() && !b.isEmpty() && (a.containsAll(b) || b.containsAll(a)), seats);
        share(ours, theirs, (a, b) -> a.isEmpty() || b.isEmpty(), seats);
        ours.forEach(s -> s.take(s.people, seats));
        theirs.forEach(s -> s.take(s.people, seats));
        return level(seats);
    }

    /** A level of at least so many people; those missing may be of any group that is asked already or given here. */
    static Level atLeast(int people, Level level, Set<String> groups) {
        int missing = people - level.people();
        if (missing <= 0) {
            return level;
        }
        Map<Set<String>, Integer> seats = new LinkedHashMap<>();
        open(level).forEach(s -> s.take(s.people, seats));
        Set<String> all = new LinkedHashSet<>(groups);
        boolean anybody = groups.isEmpty();
        for (Seats s : level.seats()) {
            all.addAll(s.groups());
            anybody |= s.groups().isEmpty();
        }
        seats.merge(anybody ? Set.of() : Set.copyOf(all), missing, Math::addExact);
        return level(seats);
    }

    private static void share(
            List<Open> ours,
            List<Open> theirs,
            BiPredicate<Set<String>, Set<String>> fit,
            Map<Set<String>, Integer> to) {
        for (Open a : ours) {
            for (Open b : theirs) {
                if (fit.test(a.groups, b.groups)) {
                    int shared = Math.min(a.people, b.people);
                    Open narrower =
                            b.groups.isEmpty() || (!a.groups.isEmpty() && b.groups.containsAll(a.groups)) ? a : b;
                    Open wider = narrower == a ? b : a;
                    narrower.take(shared, to);
                    wider.people -= shared;
                }
            }
        }
    }

    private static List<Open> open(Level level) {
        return level.seats().stream().map(Open::new).toList();
    }

    private static Level level(Map<Set<String>, Integer> seats) {
        List<Seats> all = new ArrayList<>();
        seats.forEach((groups, people) -> all.add(new Seats(people, groups)));
        return new Level(all);
    }

    /** Seats that are not yet in the merged level. */
    private static final class Open {
        private final Set<String> groups;
        private int people;

        private Open(Seats seats) {
            groups = seats.groups();
            people = seats.people();
        }

        private void take(int some, Map<Set<String>, Integer> to) {
            if (some > 0) {
                people -= some;
                to.merge(groups, some, Math::addExact);
            }
        }
    }
}
