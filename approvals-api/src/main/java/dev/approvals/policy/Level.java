package dev.approvals.policy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One level of a review: seats that different people fill.
 *
 * @param seats at least one; nobody fills two
 */
public record Level(List<Seats> seats) {

    /** Checks the components. */
    public Level {
        seats = List.copyOf(seats);
        if (seats.isEmpty()) {
            throw new IllegalArgumentException("A level needs at least one seat");
        }
    }

    /**
     * A level of one kind of seats.
     *
     * @param people how many people
     * @param groups their groups; none for anybody the directory knows
     * @return the level
     */
    public static Level of(int people, String... groups) {
        return new Level(List.of(new Seats(people, Set.of(groups))));
    }

    /** {@return how many distinct people must approve} */
    public int people() {
        return seats.stream().mapToInt(Seats::people).sum();
    }

    /** {@return this level in words, such as {@code 2 of dba and 1 of security}} */
    public String describe() {
        return seats.stream()
                .map(s -> s.people() + " of "
                        + (s.groups().isEmpty()
                                ? "anyone"
                                : String.join("/", s.groups().stream().sorted().toList())))
                .collect(Collectors.joining(" and "));
    }
}
