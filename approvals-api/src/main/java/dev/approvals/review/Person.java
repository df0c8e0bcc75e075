package dev.approvals.review;

import java.util.Objects;
import java.util.Set;

/**
 * One human being, whatever accounts they use. Two accounts that resolve to the same id are aliases.
 *
 * @param id the person's id in the directory
 * @param groups the groups they are in
 */
public record Person(String id, Set<String> groups) {

    /** Checks the components. */
    public Person {
        Objects.requireNonNull(id, "id");
        groups = Set.copyOf(groups);
    }
}
