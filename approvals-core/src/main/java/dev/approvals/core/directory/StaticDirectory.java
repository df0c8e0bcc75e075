package dev.approvals.core.directory;

import dev.approvals.call.Principal;
import dev.approvals.review.Directory;
import dev.approvals.review.Person;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A list of people, their groups and all their accounts, written down by the host. An account that is not in it is
 * nobody's. Immutable and safe to share.
 *
 * <p>As a file:
 * <pre>{@code
 * {
 *   "people": {
 *     "alice": {
 *       "groups": ["dba"],
 *       "accounts": [
 *         {"issuer": "https://idp.example.com", "subject": "00u1a2b3"},
 *         {"issuer": "slack:T012AB", "subject": "U345CD"}
 *       ]
 *     }
 *   }
 * }
 * }</pre>
 */
public final class StaticDirectory implements Directory {

    private final Map<Principal, Person> byAccount;

    private StaticDirectory(Map<Principal, Person> byAccount) {
        this.byAccount = Map.copyOf(byAccount);
    }

    /** {@return an empty list to fill} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads the list from a file.
     *
     * @param file the file, JSON in UTF-8
     * @return the directory
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if it is not such a list; the message says what, where and how to mend it
     */
    public static StaticDirectory fromJson(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            return fromJson(reader, file.toString());
        }
    }

    /**
     * Reads the list.
     *
     * @param json where from; it is not closed
     * @param source what to call it in messages
     * @return the directory
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if it is not such a list; the message says what, where and how to mend it
     */
    public static StaticDirectory fromJson(Reader json, String source) throws IOException {
        return new DirectoryFile(source).read(json);
    }

    @Override
    public Optional<Person> resolve(Principal account) {
        return Optional.ofNullable(byAccount.get(account));
    }

    @Override
    public Optional<Set<String>> members(String group) {
        return Optional.of(byAccount.values().stream()
                .filter(p -> p.groups().contains(group))
                .map(Person::id)
                .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public String toString() {
        return "StaticDirectory of " + byAccount.values().stream().distinct().count() + " people";
    }

    /** Collects people; not thread-safe. */
    public static final class Builder {

        private final Map<String, Entry> people = new LinkedHashMap<>();

        private record Entry(Set<String> groups, Set<Principal> accounts) {}

        private Builder() {}

        /**
         * Adds a person. Name the accounts next.
         *
         * @param id the person's id
         * @param groups the groups they are in
         * @return this person, whose accounts are wanted
         * @throws IllegalArgumentException if the id is blank or there already
         */
        public Accounts person(String id, String... groups) {
            return person(id, List.of(groups));
        }

        Accounts person(String id, Collection<String> groups) {
            if (id.isBlank()) {
                throw new IllegalArgumentException("A person needs an id; got \"" + id + "\"");
            }
            Entry entry = new Entry(new LinkedHashSet<>(groups), new LinkedHashSet<>());
            if (people.putIfAbsent(id, entry) != null) {
                throw new IllegalArgumentException(
                        "Person \"" + id + "\" is in the directory twice: merge the two entries into one");
            }
            return new Accounts(id, entry);
        }

        /**
         * Finishes the directory.
         *
         * @return the directory
         * @throws IllegalArgumentException if a person has no account, or an account two people
         */
        public StaticDirectory build() {
            Map<Principal, Person> byAccount = new LinkedHashMap<>();
            people.forEach((id, entry) -> {
                if (entry.accounts.isEmpty()) {
                    throw new IllegalArgumentException("Person \"" + id
                            + "\" has no account and could never decide: name at least one, or leave the person out");
                }
                Person person = new Person(id, entry.groups);
                entry.accounts.forEach(account -> put(byAccount, account, person));
            });
            return new StaticDirectory(byAccount);
        }

        private static void put(Map<Principal, Person> byAccount, Principal account, Person person) {
            Person other = byAccount.putIfAbsent(account, person);
            if (other != null) {
                throw new IllegalArgumentException("Account " + account + " is given to two people, \"" + other.id()
                        + "\" and \"" + person.id()
                        + "\": take it from one of them, or merge the two if they are one person");
            }
        }

        /** A person whose accounts are named. */
        public final class Accounts {

            private final String id;
            private final Entry entry;

            private Accounts(String id, Entry entry) {
                this.id = id;
                this.entry = entry;
            }

            /**
             * Adds an account of this person; all of a person's accounts are aliases.
             *
             * @param account the account
             * @return this
             * @throws IllegalArgumentException if it is an agent's
             */
            public Accounts account(Principal account) {
                if (account.isAgent()) {
                    throw new IllegalArgumentException("Person \"" + id + "\": " + account
                            + " is an agent's account, and agents never decide: take it out");
                }
                entry.accounts.add(account);
                return this;
            }

            /**
             * Adds the next person.
             *
             * @param next the person's id
             * @param groups the groups they are in
             * @return that person
             */
            public Accounts person(String next, String... groups) {
                return Builder.this.person(next, groups);
            }

            /**
             * Finishes the directory.
             *
             * @return the directory
             * @throws IllegalArgumentException as {@link Builder#build}
             */
            public StaticDirectory build() {
                return Builder.this.build();
            }
        }
    }
}
