package dev.approvals.testkit.life;

import dev.approvals.core.lifecycle.Terms;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.Level;
import dev.approvals.policy.Scope;
import dev.approvals.policy.Seats;
import dev.approvals.review.Decision;
import dev.approvals.review.Person;
import dev.approvals.review.Reviewer;
import dev.approvals.tool.Risk;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who may say what about a request, told a second time from the specification and in the slowest way. */
record Electorate(Terms terms, Company company) {

    /** Every reason against somebody, whatever they say. */
    private Set<RefusalCode> againstAnySay(Reviewer reviewer) {
        Set<RefusalCode> against = new HashSet<>();
        if (company.voter(reviewer.account()).isEmpty()) {
            against.add(RefusalCode.UNKNOWN_REVIEWER);
        }
        if (company.isBehind(terms.requester(), reviewer.account())) {
            against.add(RefusalCode.SELF_APPROVAL);
        }
        if (reviewer.assurance().compareTo(terms.plan().assurance()) < 0) {
            against.add(RefusalCode.ASSURANCE_TOO_WEAK);
        }
        return against;
    }

    /** Every reason against somebody who decides at a level. */
    Set<RefusalCode> against(Reviewer reviewer, int level) {
        Set<RefusalCode> against = againstAnySay(reviewer);
        boolean seat = company.voter(reviewer.account()).stream()
                .anyMatch(person -> level(level).seats().stream().anyMatch(seats -> mayTake(seats, person)));
        if (!seat) {
            against.add(RefusalCode.NOT_ELIGIBLE);
        }
        return against;
    }

    /** Every reason against somebody who breaks the glass. */
    Set<RefusalCode> againstBreaking(Reviewer reviewer) {
        Set<RefusalCode> against = againstAnySay(reviewer);
        if (company.voter(reviewer.account()).stream().noneMatch(this::mayBreak)) {
            against.add(RefusalCode.NOT_ELIGIBLE);
        }
        return against;
    }

    boolean mayBreak(Person person) {
        return !Collections.disjoint(terms.plan().permits().breakGlass(), person.groups());
    }

    /** What a decision lacks, or has too much of. */
    Set<RefusalCode> missing(Decision decision, int credit) {
        Set<RefusalCode> against = new HashSet<>();
        boolean explains = decision.kind() == Decision.Kind.BREAK_GLASS
                || decision.kind() == Decision.Kind.APPROVE
                        && terms.plan().demands().comment();
        if (explains && decision.comment().isBlank()) {
            against.add(RefusalCode.COMMENT_REQUIRED);
        }
        if (decision.kind() == Decision.Kind.BREAK_GLASS && credit < 1) {
            against.add(RefusalCode.REVIEW_OWED);
        }
        if (decision.scope().isPresent() && !mayCover(terms, decision.scope().get())) {
            against.add(RefusalCode.SCOPE_TOO_WIDE);
        }
        return against;
    }

    static boolean mayCover(Terms terms, Scope scope) {
        boolean permitted = terms.plan().permits().widestGrant().stream()
                .anyMatch(widest -> widest.free().containsAll(scope.free())
                        && scope.uses() <= widest.uses()
                        && scope.lasts().compareTo(widest.lasts()) <= 0
                        && scope.idle().compareTo(widest.idle()) <= 0);
        return permitted
                && terms.tool().risk() != Risk.CRITICAL
                && scope.free().stream()
                        .allMatch(name -> terms.tool().parameter(name).isPresent());
    }

    private Level level(int index) {
        return terms.plan().levels().get(index);
    }

    /** Whether people can fill every seat of a level, each of them one at most: tries everybody in every seat. */
    static boolean canFill(Level level, List<Person> people) {
        List<Seats> seats = level.seats().stream()
                .flatMap(s -> Collections.nCopies(s.people(), s).stream())
                .toList();
        Map<String, Person> distinct =
                people.stream().collect(Collectors.toMap(Person::id, Function.identity(), (a, b) -> a));
        return canFill(seats, List.copyOf(distinct.values()));
    }

    private static boolean canFill(List<Seats> seats, List<Person> people) {
        if (seats.isEmpty()) {
            return true;
        }
        return people.stream()
                .filter(person -> mayTake(seats.get(0), person))
                .anyMatch(person -> canFill(
                        seats.subList(1, seats.size()),
                        people.stream().filter(p -> p != person).toList()));
    }

    private static boolean mayTake(Seats seats, Person person) {
        return seats.groups().isEmpty() || !Collections.disjoint(seats.groups(), person.groups());
    }
}
