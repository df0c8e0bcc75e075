package dev.approvals.http.api;

import dev.approvals.policy.Level;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Person;
import java.util.Collections;
import java.util.Set;

/**
 * Says who sees which requests. Called from many threads at once, for every request of a list and every change: it must be
 * quick.
 */
@FunctionalInterface
public interface Visibility {

    /**
     * Whether somebody sees a request. Who does not is told that there is no such request.
     *
     * @param person who
     * @param request the request
     * @return true if they do
     */
    boolean sees(Person person, ApprovalRequest request);

    /**
     * Lets people see what they are asked about, at whatever level; what they may break the glass for; and what they have
     * decided on.
     *
     * @return the rule that holds where none is given
     */
    static Visibility concerned() {
        return (person, request) -> request.terms().plan().levels().stream().anyMatch(level -> asks(level, person))
                || !Collections.disjoint(request.terms().plan().permits().breakGlass(), person.groups())
                || request.progress().votes().stream()
                        .anyMatch(vote -> vote.person().equals(person.id()));
    }

    private static boolean asks(Level level, Person person) {
        return level.seats().stream().anyMatch(seat -> seat.admits(person.groups()));
    }

    /**
     * Lets members of some groups see everything, such as auditors.
     *
     * @param groups the groups
     * @return the rule; others see nothing by it
     */
    static Visibility members(Set<String> groups) {
        Set<String> named = Set.copyOf(groups);
        return (person, request) -> !Collections.disjoint(named, person.groups());
    }

    /**
     * Lets people see what either of two rules lets them see.
     *
     * @param other the other rule
     * @return the rule
     */
    default Visibility or(Visibility other) {
        return (person, request) -> sees(person, request) || other.sees(person, request);
    }
}
