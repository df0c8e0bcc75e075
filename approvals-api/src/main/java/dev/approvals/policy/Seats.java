package dev.approvals.policy;

import java.util.Objects;
import java.util.Set;

/**
 * How many people of which groups must approve.
 *
 * @param people at least 1
 * @param groups a person of any of these counts; empty for anybody the directory knows
 */
public record Seats(int people, Set<String> groups) {

    /** Checks the components. */
    public Seats {
        groups = Set.copyOf(Objects.requireNonNull(groups, "groups"));
        if (people < 1) {
            throw new IllegalArgumentException("A quorum is at least 1 person; got " + people);
        }
        if (groups.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("A group of reviewers needs a name; got one without. Name it, or name no"
                    + " group at all for anybody the directory knows");
        }
    }

    /**
     * Whether a member of some groups may take one of these seats.
     *
     * @param memberOf a person's groups
     * @return true if no group is demanded or one of them is there
     */
    public boolean admits(Set<String> memberOf) {
        return groups.isEmpty() || groups.stream().anyMatch(memberOf::contains);
    }
}
