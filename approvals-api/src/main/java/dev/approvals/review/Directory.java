package dev.approvals.review;

import dev.approvals.call.Principal;
import java.util.Optional;
import java.util.Set;

/**
 * Says which person stands behind an account, and who is in which group.
 *
 * <p>Called from many threads at once. Asked at every vote and again at the claim, so a change counts from then on.
 * Exceptions refuse the vote or the call.
 */
@FunctionalInterface
public interface Directory {

    /**
     * Resolves an account.
     *
     * @param account the account
     * @return the person, or empty for an account that is nobody's; nobody may not vote
     */
    Optional<Person> resolve(Principal account);

    /**
     * Lists the people in a group, so that a request nobody could ever approve is refused at once.
     *
     * @param group the group's name
     * @return the ids of its people, or empty where this directory cannot list them
     */
    default Optional<Set<String>> members(String group) {
        return Optional.empty();
    }
}
