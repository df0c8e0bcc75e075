package dev.approvals.http.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.call.Principal;
import dev.approvals.http.oidc.AccessTokenRules;
import dev.approvals.http.oidc.OidcProvider;
import dev.approvals.http.provider.CapturedLog;
import dev.approvals.http.provider.Knock;
import dev.approvals.http.provider.LoopbackProvider;
import dev.approvals.review.Person;
import dev.approvals.testkit.ManualTimekeeper;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A directory of what verified tokens said, which says when it knows no more. */
class TokenDirectoryTest {

    private final ManualTimekeeper clock = ManualTimekeeper.create();
    private final LoopbackProvider idp = LoopbackProvider.start(clock::now);
    private final TokenDirectory directory = new TokenDirectory(idp.issuer(), Duration.ofHours(1), clock::now);
    private final BearerAuthenticator reviewers = BearerAuthenticator.of(
                    OidcProvider.builder(idp.issuer()).clock(clock::now).build(),
                    AccessTokenRules.ofPeople(LoopbackProvider.API))
            .telling(directory);
    private final Principal alice = new Principal(idp.issuer(), "alice");

    @AfterEach
    void stop() {
        idp.close();
    }

    @Test
    void aPersonIsInTheGroupsOfTheirLastToken() {
        assertThat(directory.resolve(alice)).isEmpty();
        shows("dba", "on-call");
        assertThat(directory.resolve(alice)).contains(new Person(alice.toString(), Set.of("dba", "on-call")));
        shows("dba");
        assertThat(directory.resolve(alice)).map(Person::groups).contains(Set.of("dba"));
    }

    @Test
    void whatIsOldCountsNoMoreAndThatIsSaid() {
        shows("dba");
        clock.advance(Duration.ofMinutes(59));
        assertThat(directory.resolve(alice)).isPresent();
        clock.advance(Duration.ofMinutes(1));

        try (CapturedLog log = new CapturedLog()) {
            assertThat(directory.resolve(alice)).isEmpty();
            assertThat(log.text()).contains("are stale").contains(alice.toString());
        }
        assertThat(directory.knownSince(alice)).contains(clock.now().minus(Duration.ofHours(1)));
    }

    @Test
    void aTokenThatIsRefusedTeachesNothing() {
        String forged =
                idp.accessToken("alice").claim("groups", List.of("admins")).sign();
        assertThat(reviewers.authenticate(Knock.bearing(forged.substring(0, forged.length() - 8) + "AAAAAAAA")
                        .request()))
                .isEmpty();

        assertThat(directory.resolve(alice)).isEmpty();
        assertThat(directory.members("admins")).isEmpty();
    }

    private void shows(String... groups) {
        String token = idp.accessToken("alice").claim("groups", List.of(groups)).sign();
        assertThat(reviewers.authenticate(Knock.bearing(token).request())).isPresent();
    }
}
