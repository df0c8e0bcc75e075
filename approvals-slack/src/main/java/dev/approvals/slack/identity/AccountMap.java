package dev.approvals.slack.identity;

import dev.approvals.call.Principal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Which accounts in Slack stand for which accounts of the host's directory. Nobody links themselves: the host writes it
 * down, or its directory knows the address that Slack has verified. Immutable; thread-safe as the directory it asks.
 */
public final class AccountMap {

    private static final Pattern USER = Pattern.compile("[UW][A-Z0-9]{1,30}");

    private final Map<String, Principal> byUser;
    private final Optional<Function<String, Optional<Principal>>> byEmail;

    private AccountMap(Map<String, Principal> byUser, Optional<Function<String, Optional<Principal>>> byEmail) {
        this.byUser = byUser;
        this.byEmail = byEmail;
    }

    /** {@return a map in which everybody stands for themselves, as {@code slack:TEAM} and their user id} */
    public static AccountMap itself() {
        return new AccountMap(Map.of(), Optional.empty());
    }

    /**
     * Maps users of the app's own workspace one by one; who is not named stands for themselves.
     *
     * @param accounts accounts by user id, such as {@code U012AB}
     * @return a copy with these instead
     * @throws IllegalArgumentException if two users share an account, or one is named by what is no id
     */
    public AccountMap users(Map<String, Principal> accounts) {
        Set<Principal> seen = new HashSet<>();
        accounts.forEach((user, account) -> {
            if (!USER.matcher(user).matches()) {
                throw new IllegalArgumentException("\"" + user + "\" is no id of a person in Slack: those look like"
                        + " U012AB3CD, and stand on their profile, under \"Copy member ID\"");
            }
            if (!seen.add(account)) {
                throw new IllegalArgumentException("Two users of Slack are mapped to the account " + account
                        + ", one of them " + user + ": one person could vote as another. Map each account once");
            }
        });
        return new AccountMap(Map.copyOf(new HashMap<>(accounts)), byEmail);
    }

    /**
     * Looks up by the e-mail address that Slack has verified who is not mapped one by one; nobody else counts then.
     *
     * @param directory finds the account to an address, or nothing
     * @return a copy
     */
    public AccountMap byVerifiedEmail(Function<String, Optional<Principal>> directory) {
        return new AccountMap(byUser, Optional.of(directory));
    }

    Optional<Principal> named(SlackAccount account) {
        return Optional.ofNullable(byUser.get(account.user()));
    }

    /** Whether an account was written down for somebody else: nobody comes to it by another way. */
    boolean isOfAnother(Principal account, SlackAccount than) {
        return byUser.entrySet().stream()
                .anyMatch(entry ->
                        entry.getValue().equals(account) && !entry.getKey().equals(than.user()));
    }

    /** {@return whether everybody who is not mapped one by one is looked up by address} */
    public boolean asksForEmail() {
        return byEmail.isPresent();
    }

    Optional<Principal> behind(String verifiedEmail) {
        return byEmail.flatMap(directory -> directory.apply(verifiedEmail));
    }
}
