package dev.approvals.core.lifecycle;

import dev.approvals.policy.Level;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Seats;
import dev.approvals.review.Decision;
import dev.approvals.review.Directory;
import dev.approvals.review.Person;
import dev.approvals.review.Vote;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether enough people approved. It counts people, each once, and gives each at most one seat. */
public final class Tally {

    private Tally() {}

    /**
     * Whether the votes of an approval would do under a plan as it is now: at the plan's level of that number, or at its last
     * one where it has fewer, and by people known well enough. Of somebody who broke the glass the plan must permit that.
     *
     * @param plan the plan
     * @param level the number of the level at which they voted
     * @param votes the votes
     * @param roster who the voters are now
     * @return true if the call may run by these votes
     */
    public static boolean holds(ReviewPlan plan, int level, List<Vote> votes, Roster roster) {
        List<Vote> known = votes.stream()
                .filter(vote -> vote.decision().reviewer().assurance().compareTo(plan.assurance()) >= 0)
                .toList();
        Level asked = plan.levels().get(Math.min(level, plan.levels().size() - 1));
        return reached(asked, known, roster)
                || voters(Decision.Kind.BREAK_GLASS, known, roster).anyMatch(person -> mayBreakGlass(plan, person));
    }

    static boolean mayBreakGlass(ReviewPlan plan, Person person) {
        return plan.permits().breakGlass().stream().anyMatch(person.groups()::contains);
    }

    /**
     * Whether the approvals among some votes fill a level.
     *
     * @param level the level
     * @param votes the votes
     * @param roster who the voters are now
     * @return true if different people, none of them behind the call, fill every seat
     */
    public static boolean reached(Level level, List<Vote> votes, Roster roster) {
        return seated(level, voters(Decision.Kind.APPROVE, votes, roster).toList()) >= level.people();
    }

    /**
     * How many seats of a level people can fill, nobody two.
     *
     * @param level the level
     * @param people the people; one of an id counts once
     * @return the greatest number of seats filled
     */
    public static int seated(Level level, Collection<Person> people) {
        List<Seats> seats = new ArrayList<>();
        level.seats().forEach(s -> {
            for (int i = 0; i < s.people(); i++) {
                seats.add(s);
            }
        });
        List<Person> distinct = distinct(people);
        int[] taken = new int[distinct.size()];
        Arrays.fill(taken, -1);
        int filled = 0;
        for (int seat = 0; seat < seats.size(); seat++) {
            if (place(seat, seats, distinct, taken, new boolean[distinct.size()])) {
                filled++;
            }
        }
        return filled;
    }

    /** Kuhn's augmenting path: seats a person, moving those already seated where that helps. */
    private static boolean place(int seat, List<Seats> seats, List<Person> people, int[] taken, boolean[] tried) {
        for (int i = 0; i < people.size(); i++) {
            if (!tried[i] && seats.get(seat).admits(people.get(i).groups())) {
                tried[i] = true;
                if (taken[i] < 0 || place(taken[i], seats, people, taken, tried)) {
                    taken[i] = seat;
                    return true;
                }
            }
        }
        return false;
    }

    /** Who said something, as far as they still may. */
    private static Stream<Person> voters(Decision.Kind said, List<Vote> votes, Roster roster) {
        return votes.stream()
                .filter(vote -> vote.decision().kind() == said)
                .flatMap(vote -> roster.stillCounts(vote).stream());
    }

    private static List<Person> distinct(Collection<Person> people) {
        Map<String, Person> byId = new LinkedHashMap<>();
        people.forEach(person -> byId.putIfAbsent(person.id(), person));
        return List.copyOf(byId.values());
    }

    /**
     * Finds the level that nobody could ever fill.
     *
     * @param levels the levels
     * @param directory who is in which group
     * @param requesters the ids of the people behind the call
     * @return the first level that the directory's people cannot fill; empty where all can be, or the directory cannot
     *     list the people of a group
     */
    public static Optional<Level> unsatisfiable(List<Level> levels, Directory directory, Set<String> requesters) {
        return levels.stream()
                .filter(level -> !satisfiable(level, directory, requesters))
                .findFirst();
    }

    private static boolean satisfiable(Level level, Directory directory, Set<String> requesters) {
        Map<String, Set<String>> groupsOf = new LinkedHashMap<>();
        List<Seats> closed = level.seats().stream()
                .filter(seats -> listed(seats, directory, groupsOf))
                .toList();
        if (closed.isEmpty()) {
            return true;
        }
        List<Person> people = groupsOf.entrySet().stream()
                .filter(e -> !requesters.contains(e.getKey()))
                .map(e -> new Person(e.getKey(), e.getValue()))
                .toList();
        Level judged = new Level(closed);
        return seated(judged, people) >= judged.people();
    }

    /** Whether the directory lists everybody who could take some seats; notes them if so. */
    private static boolean listed(Seats seats, Directory directory, Map<String, Set<String>> groupsOf) {
        Map<String, Set<String>> members = new LinkedHashMap<>();
        for (String group : seats.groups()) {
            Optional<Set<String>> people = directory.members(group);
            if (people.isEmpty()) {
                return false;
            }
            people.get()
                    .forEach(id ->
                            members.computeIfAbsent(id, any -> new HashSet<>()).add(group));
        }
        members.forEach((id, groups) ->
                groupsOf.computeIfAbsent(id, any -> new HashSet<>()).addAll(groups));
        return !seats.groups().isEmpty();
    }
}
