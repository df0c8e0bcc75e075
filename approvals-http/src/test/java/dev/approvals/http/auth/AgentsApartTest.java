package dev.approvals.http.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.call.Principal;
import dev.approvals.http.oidc.AccessTokenRules;
import dev.approvals.http.oidc.OidcProvider;
import dev.approvals.http.provider.CapturedLog;
import dev.approvals.http.provider.Knock;
import dev.approvals.http.provider.LoopbackProvider;
import dev.approvals.http.provider.TokenMaker;
import dev.approvals.policy.Assurance;
import dev.approvals.review.Reviewer;
import dev.approvals.testkit.ManualTimekeeper;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What makes an agent known makes nobody a reviewer, and the other way round. */
class AgentsApartTest {

    private static final String AGENTS = "https://approvals.example/agents";

    private final ManualTimekeeper clock = ManualTimekeeper.create();
    private final LoopbackProvider idp = LoopbackProvider.start(clock::now);
    private final OidcProvider provider =
            OidcProvider.builder(idp.issuer()).clock(clock::now).build();
    private final BearerAuthenticator reviewers = BearerAuthenticator.of(
            provider, AccessTokenRules.ofPeople(LoopbackProvider.API).butNotFor(AGENTS));
    private final OidcAgents programs =
            OidcAgents.of(provider, AccessTokenRules.ofPrograms(AGENTS).butNotFor(LoopbackProvider.API));
    private final String key = AgentKeys.newKey(new SecureRandom());
    private final AgentKeys keys = AgentKeys.of(Map.of(AgentKeys.digest(key), "db-copilot"), clock::now);
    private final AgentAuthenticator agents = AgentAuthenticator.anyOf(List.of(keys, programs));

    @AfterEach
    void stop() {
        idp.close();
    }

    @Test
    void anAgentIsKnownByItsKey() {
        assertThat(agent(key)).map(KnownAgent::account).contains(Principal.agent("db-copilot"));
        assertThat(agent(key).orElseThrow().facts()).containsEntry("key", "sha256:" + AgentKeys.digest(key));
        assertThat(agent(AgentKeys.newKey(new SecureRandom()))).isEmpty();
        assertThat(agent(key.substring(0, key.length() - 1))).isEmpty();
        assertThat(agent(AgentKeys.digest(key))).as("the digest is no key").isEmpty();
    }

    @Test
    void anAgentIsKnownByATokenOfItsOwn() {
        assertThat(agent(program().sign())).map(KnownAgent::account).contains(Principal.agent("copilot-client"));
        // A provider may give programs a user of their own.
        assertThat(agent(program().claim("sub", "c0ffee").sign()))
                .map(KnownAgent::account)
                .contains(Principal.agent("copilot-client"));
        assertThat(agent(program().without("client_id").sign())).isEmpty();
    }

    @Test
    void row9NoCredentialOfAnAgentMakesAReviewer() {
        String everybody =
                program().claim("aud", List.of(AGENTS, LoopbackProvider.API)).sign();
        String aimed = program().claim("aud", LoopbackProvider.API).sign();
        String other = program()
                .claim("aud", LoopbackProvider.API)
                .claim("sub", "x")
                .claim("idtyp", "app")
                .sign();

        for (String credential : List.of(key, program().sign(), everybody, aimed, other)) {
            assertThat(reviewer(credential)).isEmpty();
        }
        assertThatThrownBy(() -> new SignedIn(
                        new Reviewer(Principal.agent("db-copilot"), Assurance.IDENTITY_PROVIDER),
                        new Credential(Credential.Means.BEARER, Map.of(), "x", Instant.MAX),
                        Optional.empty()))
                .hasMessageContaining("Agents are no reviewers");
    }

    @Test
    void noCredentialOfAReviewerMakesAnAgent() {
        TokenMaker alice = idp.accessToken("alice");

        assertThat(reviewer(alice.sign())).isPresent();
        assertThat(agent(alice.sign())).isEmpty();
        assertThat(agent(alice.claim("aud", List.of(AGENTS, LoopbackProvider.API))
                        .sign()))
                .isEmpty();
        assertThat(agent(alice.claim("aud", AGENTS)
                        .claim("auth_time", clock.now())
                        .sign()))
                .isEmpty();
    }

    @Test
    void aSetUpThatWouldMixThemIsRefused() {
        assertThatThrownBy(() -> AccessTokenRules.ofPeople("one").butNotFor("one"))
                .hasMessageContaining("same audience");
        assertThatThrownBy(() -> AccessTokenRules.ofPeople(" ")).hasMessageContaining("audience");
        assertThatThrownBy(() -> BearerAuthenticator.of(provider, AccessTokenRules.ofPrograms(AGENTS)))
                .hasMessageContaining("Programs are no reviewers");
        assertThatThrownBy(() -> OidcAgents.of(provider, AccessTokenRules.ofPeople(AGENTS)))
                .hasMessageContaining("People are no agents");
        assertThatThrownBy(() -> AgentKeys.of(Map.of(key, "db-copilot"), clock::now))
                .hasMessageContaining("AgentKeys.digest")
                .hasMessageNotContaining(key);
        assertThatThrownBy(() -> new KnownAgent(Principal.local("alice"), Map.of()))
                .hasMessageContaining("agents");
    }

    @Test
    void aKeyThatIsNotKnownIsToldWithoutTheKey() {
        String unknown = AgentKeys.newKey(new SecureRandom());
        try (CapturedLog log = new CapturedLog()) {
            assertThat(agent(unknown)).isEmpty();

            assertThat(log.text()).contains("Refused a key of an agent").doesNotContain(unknown);
        }
    }

    private TokenMaker program() {
        return idp.accessToken("copilot-client")
                .claim("client_id", "copilot-client")
                .claim("aud", AGENTS);
    }

    private Optional<KnownAgent> agent(String credential) {
        return agents.authenticate(Knock.bearing(credential).request());
    }

    private Optional<SignedIn> reviewer(String credential) {
        return reviewers.authenticate(Knock.bearing(credential).request());
    }
}
