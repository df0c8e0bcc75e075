package dev.approvals.core.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.call.Principal;
import dev.approvals.review.Directory;
import dev.approvals.review.Person;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectoriesTest {

    private static final Principal ALICE = Principal.local("alice");
    private static final Principal ALICE_IN_SLACK = new Principal("slack:T012AB", "U345CD");

    @Test
    void inTheOpenDirectoryEveryAccountIsAPersonOfNoGroup() {
        Directory open = Directories.open();

        assertThat(open.resolve(ALICE)).contains(new Person("local:alice", Set.of()));
        assertThat(open.resolve(Principal.agent("copilot"))).isEmpty();
        assertThat(open.members("dba")).contains(Set.of());
    }

    @Test
    void allAccountsOfAPersonAreAliases() {
        StaticDirectory directory = StaticDirectory.builder()
                .person("alice", "dba", "security")
                .account(ALICE)
                .account(ALICE_IN_SLACK)
                .person("bob", "dba")
                .account(Principal.local("bob"))
                .build();

        assertThat(directory.resolve(ALICE)).contains(new Person("alice", Set.of("dba", "security")));
        assertThat(directory.resolve(ALICE_IN_SLACK)).isEqualTo(directory.resolve(ALICE));
        assertThat(directory.resolve(Principal.local("mallory"))).isEmpty();
        assertThat(directory.resolve(Principal.agent("alice"))).isEmpty();
        assertThat(directory.members("dba")).contains(Set.of("alice", "bob"));
        assertThat(directory.members("nobody")).contains(Set.of());
    }

    @Test
    void anAccountOfTwoPeopleIsRefused() {
        StaticDirectory.Builder.Accounts builder = StaticDirectory.builder()
                .person("alice")
                .account(ALICE)
                .person("bob")
                .account(ALICE);

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage("Account local:alice is given to two people, \"alice\" and \"bob\": take it from one of "
                        + "them, or merge the two if they are one person");
    }

    @Test
    void peopleWhoCouldNeverDecideAreRefused() {
        StaticDirectory.Builder.Accounts nobody = StaticDirectory.builder().person("alice");

        assertThatIllegalArgumentException()
                .isThrownBy(nobody::build)
                .withMessageContaining("\"alice\" has no account and could never decide");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> nobody.account(Principal.agent("copilot")))
                .withMessageContaining("agent:copilot is an agent's account");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> nobody.person("alice"))
                .withMessageContaining("\"alice\" is in the directory twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> nobody.person(" "))
                .withMessageContaining("needs an id");
    }

    @Test
    void aFileSaysTheSame(@TempDir Path dir) throws IOException {
        Path file = Files.writeString(dir.resolve("people.json"), """
                {"people": {
                  "alice": {"groups": ["dba"], "accounts": [
                    {"issuer": "local", "subject": "alice"}, {"issuer": "slack:T012AB", "subject": "U345CD"}]},
                  "bob": {"accounts": [{"issuer": "local", "subject": "bob"}]}
                }}""");

        StaticDirectory directory = StaticDirectory.fromJson(file);

        assertThat(directory.resolve(ALICE_IN_SLACK)).contains(new Person("alice", Set.of("dba")));
        assertThat(directory.resolve(Principal.local("bob"))).contains(new Person("bob", Set.of()));
        assertThat(directory).hasToString("StaticDirectory of 2 people");
        assertThatThrownBy(() -> StaticDirectory.fromJson(dir.resolve("absent.json")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("absent.json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "{'people': {'alice': {}}}! person \"alice\" has no field \"accounts\": add it",
                "{'people': {}, 'groups': {}}! the whole has an unknown field \"groups\"; known are \"people\"",
                "{}! the whole has no field \"people\": add it",
                "[]! the whole must be an object with \"people\"; it is an array",
                "{'people': ['alice']}! \"people\" must be an object of people by their ids; it is an array",
                "{'people': {'alice': 'dba'}}! person \"alice\" must be an object with \"accounts\" and \"groups\"; it is \"dba\"",
                "{'people': {'alice': {'groups': 'dba', 'accounts': []}}}! person \"alice\", \"groups\" must be a list in [ ]; it is \"dba\"",
                "{'people': {'alice': {'groups': [7], 'accounts': []}}}! person \"alice\", \"groups\" must hold text in quotes; it holds 7",
                "{'people': {'alice': {'accounts': [{'issuer': 'local'}]}}}! person \"alice\", account 1 has no field \"subject\": add it",
                "{'people': {'alice': {'accounts': [{'issuer': 'agent', 'subject': 'a'}]}}}! agents never decide: take it out",
                "{'people': {'alice': {'accounts': []}}}! has no account and could never decide",
                "{'people': {'alice': {'accounts': []}, 'alice': {'accounts': []}}}! Duplicate field 'alice'",
                "{'people': {}} {}! Trailing token",
                "{'people': ! line 1, column",
                "''! the whole must be an object",
            })
    void aFaultSaysWhatAndWhere(String json, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StaticDirectory.fromJson(new StringReader(json.replace('\'', '"')), "people.json"))
                .withMessageStartingWith("people.json")
                .withMessageContaining(message.strip());
    }
}
